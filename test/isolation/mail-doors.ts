import { type Door, NONE } from './door.ts';

/** What somebody sets for themselves. */
export function mailDoors(session: string): Door[] {
  return [
    {
      ...{ function: 'access.update_viewer', label: 'call', needs: 'session', closed: NONE, opened: 'AC:1' },
      text: `select 1 from access.update_viewer(${session}, 'Renamed', 'ES', false)`,
      witness: ['access.accounts', 'id'],
    },
  ];
}
