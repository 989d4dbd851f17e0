import { type Door, NONE, ONE, REFUSED } from './door.ts';
import type { Person } from './people.ts';

/** What people do with their own account. */
export function accountDoors(person: Person, session: string): Door[] {
  return [
    {
      ...{ function: 'access.own_credentials', label: 'call', needs: 'session', closed: NONE, opened: ONE },
      text: `select 1 from access.own_credentials(${session})`,
    },
    {
      ...{
        function: 'access.change_password',
        label: 'call',
        needs: 'session',
        closed: NONE,
        opened: 'AC:1',
      },
      text: `select 1 where access.change_password(${session}, '${person.name.replaceAll("'", "''")}', 'another hash')`,
      witness: ['access.accounts', 'id'],
    },
    {
      ...{ function: 'access.request_email_change', label: 'call', needs: 'session', closed: REFUSED },
      text: `select access.request_email_change(${session}, 'new@example.org', 'new@example.org')`,
      opened: 'AC:1',
      witness: ['access.account_requests', 'account_id'],
    },
  ];
}
