const OWN = 'a.id = access.account_of(session)';
const ANY = 'access.account_of(session) is not null';
const ADMIN = 'access.require_platform_admin()';
const SIGNED_IN = `access.account_of(access.setting('session_id')::uuid)`;

/** As in function-mutants.ts: a function, what is taken out of it, and what is put there instead. */
export const accountFaults: [name: string, from: string, to: string][] = [
  ['access.own_credentials', OWN, ANY],
  ['access.request_email_change', OWN, ANY],
  ['access.request_email_change', 'if not found then raise insufficient_privilege; end if;', ''],
  ['access.change_password', 'a.id = account and', ''],
  ['access.data_of', OWN, ANY],
  ['access.irreplaceable', 'm.account_id = access.account_of(session)', ANY],
  ['access.delete_account', 'perform access.keep_the_last(was);', ''],
  ['access.remove_member', 'perform access.keep_the_last(was);', ''],
  ['access.keep_the_last', `'NETWORK_ADMIN', `, ''],
  ['access.keep_an_admin', 'm.network_id is not distinct from network', 'true'],
  ['access.lock_account', ADMIN, SIGNED_IN],
  ['access.unlock_account', ADMIN, SIGNED_IN],
  [
    'access.require_platform_admin',
    'if not access.is_platform_admin() then raise insufficient_privilege; end if;',
    '',
  ],
  ['access.locked_accounts', 'and access.is_platform_admin()', ''],
];
