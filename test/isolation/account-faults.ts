const OWN = 'a.id = access.account_of(session)';
const ANY = 'access.account_of(session) is not null';

/** As in function-mutants.ts: a function, what is taken out of it, and what is put there instead. */
export const accountFaults: [name: string, from: string, to: string][] = [
  ['access.own_credentials', OWN, ANY],
  ['access.request_email_change', OWN, ANY],
  ['access.request_email_change', 'if not found then raise insufficient_privilege; end if;', ''],
  ['access.change_password', 'a.id = account and', ''],
];
