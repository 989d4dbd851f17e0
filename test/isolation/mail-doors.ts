import { type Door, NONE, ONE } from './door.ts';

/** What somebody sets for themselves. */
export function mailDoors(session: string): Door[] {
  return [
    {
      ...{ function: 'access.update_viewer', label: 'call', needs: 'session', closed: NONE, opened: 'AC:1' },
      text: `select 1 from access.update_viewer(${session}, 'Renamed', 'ES', false)`,
      witness: ['access.accounts', 'id'],
    },
    {
      ...{ function: 'access.dead_letters', label: 'call', needs: 'platform', closed: NONE, opened: ONE },
      text: 'select 1 from access.dead_letters()',
    },
  ];
}
