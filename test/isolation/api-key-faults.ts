import type { Fault } from './function-mutants.ts';

const NETWORK = `access.setting('network_id')::uuid`;
const OF_ANYBODY = 'access.account_of(session) is not null';
const ADMIN = `s.role = 'NETWORK_ADMIN'`;

export const apiKeyFaults: Fault[] = [
  ['access.create_api_key', 'access.may_have_key(a.id, network, board) and', ''],
  ['access.may_have_key', 'board is null', 'true'],
  ['access.may_have_key', 'board is null', 'false'],
  ['access.may_have_key', 'r.network_id = network and', ''],
  ['access.belongs_to', 'm.account_id = account and', ''],
  ['access.belongs_to', 'and network in (m.network_id, b.network_id)', ''],
  ['access.belongs_to', 'm.network_id, b', 'b'],
  ['access.belongs_to', ', b.network_id', ''],
  ['access.belongs_to', `and b.status = 'ACTIVE'`, ''],
  ['access.create_api_key', 'a.id = access.account_of(session)', OF_ANYBODY],
  ['access.create_api_key', ADMIN, 'true'],
  ['access.create_api_key', 'a.disabled_at is null', 'true'],
  ['access.create_api_key', 'a.email_key = owner_key and', 'a.email_key = owner_key and true or'],
  ['access.revoke_api_key', 'k.account_id = access.account_of(session)', OF_ANYBODY],
  ['access.revoke_api_key', 'k.id = key and', ''],
  ['access.revoke_api_key', ADMIN, 'true'],
  ['access.own_api_keys', 'k.account_id = access.account_of(session)', OF_ANYBODY],
  ['access.network_api_keys', `access.network('admin')`, `access.network('read')`],
  ['access.network_api_keys', `access.network('admin')`, NETWORK],
  ['access.key_in_hand', 'k.digest = key_digest and', ''],
  ['access.key_in_hand', 'a.disabled_at is null', 'true'],
  ['access.key_in_hand', 'and access.may_have_key(k.account_id, k.network_id, k.board_id)', ''],
  ['access.key_in_hand', 'k.revoked_at is null and', ''],
  ['access.key_in_hand', 'k.expires_at > now() and', ''],
  ['access.accept_agreement', 'a.id = access.account_of(session)', OF_ANYBODY],
  ['access.accept_agreement', 'm.account_id = a.id and', ''],
  ['access.accept_agreement', 'and network in (m.network_id, b.network_id)', ''],
  ['access.accept_agreement', 'm.network_id, b', 'b'],
  ['access.accept_agreement', ', b.network_id', ''],
  ['access.accept_agreement', 'and c.account_id = access.account_of(session)', ''],
  ['access.accept_agreement', 'accepted = (select max', 'accepted <= (select max'],
  ['access.agreement_acceptances_of_network', `access.network('admin')`, `access.network('read')`],
  ['access.agreement_acceptances_of_network', `access.network('admin')`, NETWORK],
  ['reference.save_data_use_agreement', `access.network('admin')`, `access.network('read')`],
  ['reference.save_data_use_agreement', `access.network('admin')`, NETWORK],
];
