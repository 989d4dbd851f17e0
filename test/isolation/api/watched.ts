import {
  acquainted,
  type Audience,
  everyone,
  inTheCoalition,
  nobody,
  orOfLocked,
  platformAdmins,
  readers,
  self,
  selfOrAdmin,
  stewards,
  together,
} from './seen-by.ts';

/**
 * What is put into a column before anybody calls: a canary, unless it is said here what else. `code` holds no words of
 * anybody, or is read as something else than words; `kept` is a secret that must go on working, so its own value is
 * looked for; of a document (`keys`) the values under these keys are replaced, at any depth; an `address` stays one;
 * where a check asks for it, only what is there (`ifThere`) is replaced.
 */
export type Treatment =
  { code: string } | { kept: string } | { keys: string[] } | { address: true } | { ifThere: true };

export interface Watched {
  /** SQL over the row `t`: whose it is. Null for nobody's. */
  owner: string;
  /** Whoever may meet what the table holds. */
  seenBy: Audience;
  /** Also the ids of its rows, which name somebody or open something. */
  ids?: true;
  /** Holds nothing for long, so there is nothing in it to be seen. */
  emptied?: true;
  columns?: Record<string, Treatment>;
  /** Where a column has another audience than its table. */
  except?: Record<string, Audience>;
}

const coalition = 't.coalition_id::text';
const place = 'coalesce(t.coalition_id, t.network_id)::text';
const account = 't.account_id::text';
const accountInNetwork = `t.account_id || '@' || t.network_id`;

const LIST: Treatment = { code: 'One of a list that a check holds.' };
const TERM: Treatment = { code: 'A code of a shared vocabulary, found in the dictionary of the network.' };
const KEY: Treatment = { code: 'A key within one strategy, which other rows refer to.' };
const IF_THERE: Treatment = { ifThere: true };
const STRATEGY_WORDS = [
  'title',
  'vision',
  'text',
  'note',
  'rationale',
  'evidence',
  'message',
  'coalitionName',
];

/** Said by hand for every table of these schemas; the catalog is asked whether it is every one. */
export const WATCHED_SCHEMAS = ['private', 'access', 'audit'];

export const watched: Record<string, Watched> = {
  'private.profiles': {
    ...{ owner: coalition, seenBy: readers },
    columns: {
      ...{ kind_code: TERM, sector_codes: TERM, population_codes: TERM, framework_codes: TERM, scope: LIST },
      missing: { code: 'Names of fields.' },
      sources: { keys: ['title', 'url'] },
    },
  },
  'private.organizations': { owner: coalition, seenBy: readers, columns: { sector_code: TERM } },
  'private.coverage_areas': {
    ...{ owner: coalition, seenBy: readers },
    columns: { fips: { code: 'Of a county that is there.' }, basis: LIST },
  },
  'private.partners': { owner: coalition, seenBy: readers },
  'private.initiatives': {
    ...{ owner: coalition, seenBy: readers },
    columns: {
      ...{ kind_code: TERM, goal_codes: TERM },
      county_fips: { code: 'Of counties that are there.' },
    },
  },
  'private.strategies': {
    ...{ owner: coalition, seenBy: readers },
    columns: { based_on: { keys: STRATEGY_WORDS } },
  },
  'private.strategy_nodes': {
    ...{ owner: coalition, seenBy: readers },
    columns: { key: KEY, kind: LIST, approach_code: TERM },
  },
  'private.strategy_links': { owner: coalition, seenBy: readers, columns: { from_key: KEY, to_key: KEY } },
  'private.strategy_alignments': {
    ...{ owner: coalition, seenBy: readers },
    columns: { node_key: KEY, goal_code: TERM, intent: LIST },
  },
  'private.strategy_versions': {
    ...{ owner: coalition, seenBy: readers },
    columns: { document: { keys: STRATEGY_WORDS } },
  },

  // Those of a network itself are told to nobody through the API.
  'audit.events': { owner: place, seenBy: readers },

  'access.accounts': {
    ...{ owner: 't.id::text', seenBy: self, ids: true },
    columns: {
      ...{ email: { address: true }, email_key: { address: true } },
      password_hash: { kept: 'Its owner signs in with it.' },
      language: LIST,
    },
    except: {
      ...{ display_name: orOfLocked(acquainted), id: orOfLocked(acquainted) },
      ...{ email: orOfLocked(self), password_hash: nobody },
    },
  },
  'access.sessions': { owner: account, seenBy: self, ids: true, columns: { end_reason: LIST } },
  'access.refresh_tokens': {
    owner: '(select s.account_id::text from access.sessions s where s.id = t.session_id)',
    seenBy: nobody,
    columns: { successor: IF_THERE },
  },
  'access.coalitions': {
    ...{ owner: 't.id::text', seenBy: inTheCoalition },
    columns: { slug: { code: 'A part of a public address.' }, status: LIST },
  },
  'access.memberships': {
    owner: `t.account_id || '@' || coalesce(t.coalition_id::text, t.network_id::text, t.board_id::text, 'platform')`,
    ...{ seenBy: together, ids: true, columns: { role: LIST } },
  },
  // That a board is there, and why it is not any more, everybody may read.
  'access.boards': {
    ...{ owner: 't.id::text', seenBy: everyone },
    columns: { slug: { code: 'A part of a public address.' }, status: LIST },
  },
  'access.invitations': {
    ...{
      owner: 'coalesce(t.coalition_id, t.network_id, t.board_id)::text',
      seenBy: stewards,
      ids: true,
      columns: { role: LIST, language: LIST },
    },
    except: { digest: nobody },
  },
  'access.account_locks': { owner: account, seenBy: platformAdmins },
  // How a key begins says which it is, and does not make anybody guess the rest.
  'access.api_keys': {
    ...{ owner: accountInNetwork, seenBy: selfOrAdmin, ids: true },
    columns: { scope: LIST, prefix: { code: 'The first ten letters of a key.' } },
    except: { digest: nobody },
  },
  'access.agreement_acceptances': { owner: accountInNetwork, seenBy: selfOrAdmin },
  // What a job takes away within a moment.
  'access.account_requests': { owner: account, seenBy: nobody, emptied: true, columns: { kind: LIST } },
  'access.account_tokens': {
    ...{ owner: account, seenBy: nobody },
    columns: { kind: LIST, email: IF_THERE, email_key: IF_THERE, previous_key: IF_THERE },
  },
  'access.budgets': { owner: 'null', seenBy: nobody },
  'access.attempts': { owner: 'null', seenBy: nobody },
  'access.idempotency_keys': { owner: account, seenBy: self, except: { request_digest: nobody } },
  // Those that were given up are told to platform admins, without their text.
  'access.mails': {
    ...{ owner: 'null', seenBy: platformAdmins, ids: true },
    except: { body: nobody, html: nobody, unsubscribe: nobody },
  },
  // Its report is an answer of another door than this one.
  'access.imports': { owner: 't.network_id::text', seenBy: nobody, ids: true },
  'access.corrections': { owner: coalition, seenBy: readers, ids: true, columns: { status: LIST } },
};
