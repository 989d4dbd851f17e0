import type { Fault } from './function-mutants.ts';

const OF_ACCOUNT = 's.account_id = access.account_of(session)';
const OF_ANYBODY = 'access.account_of(session) is not null';

export const sessionFaults: Fault[] = [
  ...['own_sessions', 'end_own_session', 'end_other_sessions'].map((name): Fault => [
    `access.${name}`,
    OF_ACCOUNT,
    OF_ANYBODY,
  ]),
  ['access.end_own_session', OF_ACCOUNT, 'true'],
  ['access.end_own_session', 's.id = ending and', ''],
  ['access.end_other_sessions', 's.id <> session and', ''],
];
