import { type Ask, mutant, type Mutant, people, refusedCalls } from './mutants.ts';

/** Programs and people ask for what is open to them, and for what is their own. */
const programsRead: Ask = (run, findings) =>
  run.reads(
    findings,
    1,
    people(
      'a key of a researcher of network A',
      'a revoked key of a researcher',
      'a key of an analyst who has agreed to nothing',
    ),
    (_, { hops }) => hops.length === 0,
  );

const peopleReadOfKeys: Ask = (run, findings) =>
  run.reads(
    findings,
    1,
    people('the lead of A1', 'the admin of network A', 'the admin of network B', 'a member of nothing'),
    ({ field }, { hops }) =>
      ['viewer', 'network'].includes(field) &&
      hops.length === 1 &&
      ['apiKeys', 'sessions', 'agreementAcceptances'].includes(hops[0]!.field.name),
  );

const keysRevoked = refusedCalls('revokeApiKey', 'acceptDataUseAgreement');
const sessionsEnded: Ask = (run, findings) => run.positions(findings, 'endSession');

export const keyMutants: Mutant[] = [
  mutant('a revoked key holds', programsRead, 'access.key_in_hand', 'and k.revoked_at is null', ''),
  mutant(
    'a key holds though nothing was agreed to',
    programsRead,
    'access.key_in_hand',
    'access.owed_agreement(k.account_id, k.network_id)',
    'null::integer',
  ),
  mutant(
    'everybody is told all keys',
    peopleReadOfKeys,
    'access.own_api_keys',
    'k.account_id = access.account_of(session)',
    'access.account_of(session) is not null',
  ),
  mutant(
    'keys of all networks are listed',
    peopleReadOfKeys,
    'access.network_api_keys',
    `k.network_id = access.network('admin')`,
    'true',
  ),
  mutant(
    'acceptances of all networks are listed',
    peopleReadOfKeys,
    'access.agreement_acceptances_of_network',
    `c.network_id = access.network('admin')`,
    'true',
  ),
  mutant(
    'everybody is told all sessions',
    peopleReadOfKeys,
    'access.own_sessions',
    's.account_id = access.account_of(session)',
    'access.account_of(session) is not null',
  ),
  mutant(
    'anybody revokes keys',
    keysRevoked,
    'access.revoke_api_key',
    'k.account_id = access.account_of(session)',
    'true',
  ),
  mutant(
    'strangers accept an agreement',
    keysRevoked,
    'access.accept_agreement',
    'and access.belongs_to(a.id, network)',
    '',
  ),
  mutant(
    'sessions of others are ended',
    sessionsEnded,
    'access.end_own_session',
    'and s.account_id = access.account_of(session)',
    '',
  ),
];
