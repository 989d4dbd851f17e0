import type { Fault } from './function-mutants.ts';

const OF_ACCOUNT = `i.account_id = access.account_of(access.setting('session_id')::uuid)`;
const OF_ANYBODY = `access.account_of(access.setting('session_id')::uuid) is not null`;
const NETWORK = `access.setting('network_id')::uuid`;

const kept: Fault[] = ['claim_import', 'hold_import', 'take_import'].flatMap((name): Fault[] => [
  [`access.${name}`, OF_ACCOUNT, OF_ANYBODY],
  [`access.${name}`, `access.network('admin')`, `access.network('read')`],
  [`access.${name}`, `access.network('admin')`, NETWORK],
  [`access.${name}`, `i.network_id = access.network('admin')`, `access.network('admin') is not null`],
  [`access.${name}`, 'i.id = import and', ''],
  ...(name === 'claim_import' ? [] : [[`access.${name}`, 'i.claim = claimant and', ''] satisfies Fault]),
]);

export const importFaults: Fault[] = [
  ...kept,
  ['access.keep_import', `access.network('admin')`, `access.network('read')`],
  ['access.keep_import', `access.network('admin')`, NETWORK],
];
