import type { Door } from './door.ts';
import { NONE, REFUSED } from './door.ts';
import { type Person, sessionId } from './people.ts';

/** Idempotency keys, which stand under the account of the session. */
export function keyDoors(person: Person): Door[] {
  const session = sessionId(person) === null ? 'null' : `'${sessionId(person)}'`;
  return [
    {
      ...{ function: 'access.claim_idempotency_key', label: 'call', needs: 'session', closed: REFUSED },
      text: `select * from access.claim_idempotency_key(${session}, null, 'key', '\\x01')`,
      ...{ opened: 'AC:1', witness: ['access.idempotency_keys', 'account_id'] },
    },
    {
      ...{ function: 'access.earlier_call', label: 'call', needs: 'never', closed: NONE, opened: '' },
      text: `select * from access.earlier_call(${session}, null, 'of-somebody', '\\x01')`,
    },
  ];
}
