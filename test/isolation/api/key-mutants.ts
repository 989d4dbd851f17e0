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

/** Programs with a key ask who sits on the boards. */
const programsReadBoards: Ask = (run, findings) =>
  run.reads(
    findings,
    1,
    people(
      ...['a key that reads E1', 'a key that reads E3', 'a key of the admin of network B'],
      ...['a revoked key that read E1', 'a key for what is released'],
    ),
    ({ on }, { hops }) => on === 'Board' && hops.length === 1,
  );

const otherSessionsEnded: Ask = (run, findings) =>
  run.mutations(findings, people('the lead of A1'), ({ mutation }) => mutation === 'endOtherSessions');

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
    'and network in (m.network_id, b.network_id)',
    '',
  ),
  mutant(
    'a key reads every board',
    programsReadBoards,
    'access.board_key_standing',
    'k.board_id = board and',
    '',
  ),
  mutant(
    'a revoked key reads its board',
    programsReadBoards,
    'access.key_in_hand',
    'and k.revoked_at is null',
    '',
  ),
  mutant(
    'a key sees whom a chair has invited',
    programsReadBoards,
    'access.open_board_invitations',
    `access.board('steward')`,
    `access.board('read')`,
  ),
  mutant(
    'members of all boards are listed',
    programsReadBoards,
    'access.board_members',
    `m.board_id = access.board('read')`,
    'm.board_id is not null',
  ),
  mutant(
    'the other sessions of everybody are ended',
    otherSessionsEnded,
    'access.end_other_sessions',
    'and s.account_id = access.account_of(session)',
    '',
  ),
  mutant(
    'the other sessions go on',
    otherSessionsEnded,
    'access.end_other_sessions',
    's.ended_at is null',
    's.ended_at is not null',
  ),
  mutant(
    'sessions of others are ended',
    sessionsEnded,
    'access.end_own_session',
    'and s.account_id = access.account_of(session)',
    '',
  ),
];
