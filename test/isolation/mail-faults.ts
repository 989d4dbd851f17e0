/** As in function-mutants.ts: a function, what is taken out of it, and what is put there instead. */
export const mailFaults: [name: string, from: string, to: string][] = [
  ['access.update_viewer', 'a.id = access.account_of(session)', 'access.account_of(session) is not null'],
  ['access.dead_letters', 'access.is_platform_admin() and', ''],
];
