import type { CoalitionRight, NetworkRight } from './people.ts';

/** What a request can become, the bare login among it. */
export const roles = [
  'registry_server',
  'registry_public',
  'registry_member',
  'registry_network',
  'registry_board',
  'registry_researcher',
  'registry_coder',
  'registry_admin',
] as const;
export type Role = (typeof roles)[number];

export const verbs = ['select', 'insert', 'update', 'delete'] as const;
export type Verb = (typeof verbs)[number];

/**
 * Whose rows: nobody's, because the verb is not even granted; everybody's; those of the one active coalition or
 * network, for a person who has that right over it.
 */
export type Reach =
  'none' | 'all' | { whose: 'coalition'; right: CoalitionRight } | { whose: 'network'; right: NetworkRight };

type Verbs = Record<Verb, Reach>;
export type TableRule = Record<Role, Verbs>;

const coalition = (right: CoalitionRight): Reach => ({ whose: 'coalition', right });
const network = (right: NetworkRight): Reach => ({ whose: 'network', right });

const nothing: Verbs = { select: 'none', insert: 'none', update: 'none', delete: 'none' };
const reading: Verbs = { ...nothing, select: 'all' };

/** Touched by look-up functions and migrations alone. */
const closed: TableRule = {
  registry_server: nothing,
  registry_public: nothing,
  registry_member: nothing,
  registry_network: nothing,
  registry_board: nothing,
  registry_researcher: nothing,
  registry_coder: nothing,
  registry_admin: nothing,
};

/** The public record: read by all, written by nobody. */
const open: TableRule = {
  registry_server: nothing,
  registry_public: reading,
  registry_member: reading,
  registry_network: reading,
  registry_board: reading,
  registry_researcher: reading,
  registry_coder: nothing,
  registry_admin: reading,
};

/** What a coalition works on. */
const draft: TableRule = {
  ...closed,
  registry_member: {
    select: coalition('read'),
    insert: coalition('write'),
    update: coalition('write'),
    delete: coalition('write'),
  },
  registry_network: { ...nothing, select: coalition('read') },
};

/**
 * Said by hand, from what the product promises and not from the policies, which are tested against it. A table or a
 * role that the database has and this list has not fails the tests.
 */
export const matrix: Record<string, TableRule> = {
  // Network staff see the list of all their workspaces, and their admin adds to it. Nobody takes a profile away.
  'private.profiles': {
    ...closed,
    registry_member: { ...nothing, select: coalition('read'), update: coalition('write') },
    registry_network: { ...nothing, select: network('staff'), insert: network('admin') },
  },
  'private.organizations': draft,
  'private.coverage_areas': draft,
  'private.partners': draft,
  'private.initiatives': draft,

  'private.strategies': {
    ...draft,
    registry_network: { ...nothing, select: network('staff') },
  },
  'private.strategy_nodes': draft,
  'private.strategy_links': draft,
  'private.strategy_alignments': draft,
  'private.strategy_versions': {
    ...closed,
    registry_member: { ...nothing, select: coalition('read') },
    registry_network: { ...nothing, select: coalition('read') },
  },

  'audit.events': {
    ...closed,
    registry_member: { ...nothing, select: coalition('read') },
    registry_network: { ...nothing, select: coalition('read') },
  },

  'published.coalitions': open,
  'published.organizations': open,
  'published.coalition_organizations': open,
  'published.parts': open,
  'published.tombstones': open,
  'published.strategies': open,
  'published.coalition_goals': open,
  'published.coalition_counties': open,
  'published.pathways': open,
  'published.coverage': open,
  'published.pathway_counts': open,
  'published.sector_participation': open,
  'published.verifications': open,
  'published.shared_things': open,
  'published.ties': open,

  'reference.networks': open,
  'reference.goals': open,
  'reference.framework_versions': open,
  'reference.frameworks': open,
  'reference.framework_items': open,
  'reference.crosswalk': open,
  'reference.terms': open,
  'reference.counties': open,
  'reference.county_changes': open,

  'access.accounts': closed,
  'access.sessions': closed,
  'access.refresh_tokens': closed,
  'access.coalitions': closed,
  'access.boards': open,
  'access.memberships': closed,
  'access.invitations': closed,
  'access.attempts': closed,
  'access.budgets': closed,
  'access.idempotency_keys': closed,
  'access.mails': closed,
  'access.account_requests': closed,
  'access.account_tokens': closed,
  'access.imports': closed,
  'access.corrections': closed,

  'public.migrations': closed,
};
