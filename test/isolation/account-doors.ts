import { CONSTRAINT } from './cells.ts';
import { type Door, NONE, ONE, REFUSED } from './door.ts';
import { guestId } from './landscape.ts';
import { accountId, people, type Person, personNamed } from './people.ts';

/** The one person whose role nobody else has where it is. */
export const LAST = 'the admin of network B';

/** What people do with their own account. */
export function accountDoors(person: Person, session: string): Door[] {
  const last = person.name === LAST;
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
      text: `select 1 where access.change_password(${session}, '${person.name}', 'another hash')`,
      witness: ['access.accounts', 'id'],
    },
    {
      ...{ function: 'access.request_email_change', label: 'call', needs: 'session', closed: REFUSED },
      text: `select access.request_email_change(${session}, 'new@example.org', 'new@example.org')`,
      ...{ opened: 'AC:1', witness: ['access.account_requests', 'account_id'] },
    },
    {
      ...{ function: 'access.data_of', label: 'call', needs: 'session', closed: NONE, opened: ONE },
      text: `select 1 where access.data_of(${session}, '{}') -> 'account' ->> 'id' = '${accountId(person)}'`,
    },
    {
      ...{ function: 'access.irreplaceable', label: 'call', closed: NONE, opened: ONE },
      needs: last ? 'session' : 'never',
      text: `select 1 from access.irreplaceable(${session})`,
    },
    {
      ...{ function: 'access.delete_account', label: 'call', opened: ONE },
      ...{ needs: last ? 'never' : 'session', closed: last ? CONSTRAINT : NONE },
      text: `select 1 where access.delete_account(${session}, '{}')`,
    },
    ...lockDoors(),
  ];
}

const lockDoors = (): Door[] => [
  {
    ...{ function: 'access.lock_account', label: 'call', needs: 'platform', closed: REFUSED },
    text: `select access.lock_account('${guestId('VIEWER', 'A1')}', null, 'A reason')`,
    ...{ opened: 'A1:1', witness: ['access.accounts', 'id'] },
  },
  {
    ...{ function: 'access.unlock_account', label: 'call', needs: 'platform', closed: REFUSED },
    text: `select access.unlock_account('${accountId(personNamed('a disabled lead of A1'))}', null)`,
    ...{ opened: 'AC:1', witness: ['access.accounts', 'id'] },
  },
  {
    ...{ function: 'access.locked_accounts', label: 'call', needs: 'platform', closed: NONE },
    text: 'select 1 from access.locked_accounts()',
    opened: `${people.filter(({ disabled }) => disabled).length} rows`,
  },
];
