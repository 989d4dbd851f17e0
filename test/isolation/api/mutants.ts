import pg from 'pg';
import type { Findings } from './findings.ts';
import { principalNamed } from './principals.ts';
import type { Run } from './run.ts';

export type Ask = (run: Run, findings: Findings) => Promise<unknown>;

/** A protection taken away in a running world, and what is asked until somebody notices. */
export interface Mutant {
  name: string;
  apply: (client: pg.Client) => Promise<unknown>;
  ask: Ask;
}

/** In the text of a function. */
const inFunction =
  (name: string, from: string, to: string): Mutant['apply'] =>
  async (client) => {
    const { rows } = await client.query<{ text: string; owner: string }>(
      `select pg_get_functiondef(p.oid) as text, proowner::regrole::text as owner from pg_proc p
       join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = $1`,
      [name],
    );
    const [{ text, owner } = { text: '', owner: '' }] = rows;
    if (!text.includes(from)) throw new Error(`${name} does not say: ${from}`);
    await client.query(`${text.replace(from, to)}; alter function ${name} owner to ${owner}`);
  };

export const people = (...names: string[]) => names.map(principalNamed);

/** Whoever may know nothing of most workspaces asks for each of them, and the first that is behind it. */
const strangersRead: Ask = (run, findings) =>
  run.reads(
    findings,
    1,
    people(
      ...['nobody', 'the lead of A1', 'a viewer of A1', 'an analyst of network A', 'a member of nothing'],
      ...['the lead of A1 in an expired session', 'the lead of A1 in an ended session'],
      ...['a disabled lead of A1', 'the lead of the merged B3', 'the lead of A1 who views B1'],
    ),
    ({ field }, { hops }) => ['workspace', 'viewer'].includes(field) && hops.length <= 1,
  );

const strangersReadNetworks: Ask = (run, findings) =>
  run.reads(
    findings,
    1,
    people(
      'nobody',
      'the lead of A1',
      'the admin of network B',
      'an analyst of network A',
      'a researcher of network A',
    ),
    ({ field }, { hops }) => field === 'network' && hops.length <= 1,
  );

const everybodyReadsWhatIsPublic: Ask = (run, findings) =>
  run.reads(
    findings,
    1,
    people('nobody', 'the lead of A1'),
    ({ field }, { hops }) => field === 'coalition' && hops.length <= 1,
  );

/** What is refused is tried, and must be refused still. */
export const refusedCalls =
  (...mutations: string[]): Ask =>
  (run, findings) =>
    run.mutations(
      findings,
      people(
        'the lead of A1',
        'a viewer of A1',
        'an analyst of network A',
        'an analyst of network A who leads B2',
        'the lead of A1 who views B1',
        'the admin of network B',
      ),
      ({ mutation, may }) => !may && mutations.includes(mutation),
    );

const idsTold: Ask = (run, findings) => run.ids(findings, people('the lead of A1', 'a member of nothing'));
const idsInInputs: Ask = (run, findings) => run.positions(findings, 'settleCorrection');

export const mutant = (name: string, ask: Ask, ...change: Parameters<typeof inFunction>): Mutant => ({
  ...{ name, ask, apply: inFunction(...change) },
});

const OWN = 'and m.account_id = access.account_of(session)';

export const mutants: Mutant[] = [
  mutant('anybody signed in has the standing of the members', strangersRead, 'access.standings', OWN, ''),
  mutant('an ended session holds', strangersRead, 'access.account_of', 's.ended_at is null and', ''),
  mutant('a session never runs out', strangersRead, 'access.account_of', 'and s.expires_at > now()', ''),
  mutant('a disabled account goes on', strangersRead, 'access.account_of', 'and a.disabled_at is null', ''),
  mutant('a merged coalition is read', strangersRead, 'access.standings', `and c.status <> 'MERGED'`, ''),
  mutant('a stranger is forbidden rather than told nothing', idsTold, ...strangerIsKnown()),
  mutant('anybody is staff of a network', strangersReadNetworks, 'access.network_standing', OWN, ''),
  mutant(
    'members of all coalitions are listed',
    strangersRead,
    'access.members',
    `m.coalition_id = access.coalition('read')`,
    'true',
  ),
  mutant(
    'members of all networks are listed',
    strangersReadNetworks,
    'access.network_members',
    `m.network_id = access.network('read')`,
    'true',
  ),
  mutant('readers see whom stewards invited', strangersRead, 'access.open_invitations', 'steward', 'read'),
  mutant(
    'staff see whom admins invited',
    strangersReadNetworks,
    'access.open_network_invitations',
    'admin',
    'read',
  ),
  mutant(
    'corrections of all coalitions are listed',
    strangersRead,
    'access.corrections_of_coalition',
    `c.coalition_id = access.coalition('read')`,
    'true',
  ),
  mutant(
    'everybody is told all roles',
    strangersRead,
    'access.viewer_memberships',
    'm.account_id = access.account_of(session)',
    'access.account_of(session) is not null',
  ),
  mutant(
    'a viewer writes',
    refusedCalls('settleCorrection'),
    'access.allows',
    `when 'write' then role in ('LEAD',`,
    `when 'write' then role in ('VIEWER', 'LEAD',`,
  ),
  mutant(
    'analysts end roles of a network',
    refusedCalls('removeMember'),
    'access.remove_member',
    `(was.coalition_id = access.coalition('remove')) is not true`,
    `was.coalition_id is distinct from access.coalition('remove')`,
  ),
  mutant(
    'members change roles without the right to give them',
    refusedCalls('changeRole'),
    'access.change_role',
    'perform access.require_grant(was.role, was.coalition_id, was.network_id, was.board_id);\n        perform access.require_grant(wanted, was.coalition_id, was.network_id, was.board_id);',
    '',
  ),
  mutant('anybody leaves for others', refusedCalls('removeMember'), 'access.leave', OWN, ''),
  mutant(
    'invitations are revoked without the right to send them',
    refusedCalls('revokeInvitation'),
    'access.revoke_invitation',
    'and access.may_grant(i.role, i.coalition_id, i.network_id, i.board_id)',
    '',
  ),
  mutant(
    'corrections of others are settled',
    idsInInputs,
    'access.settle_correction',
    `and c.coalition_id = access.coalition('write')`,
    '',
  ),
  {
    name: 'what is published follows the draft',
    apply: (client) =>
      client.query(
        `update published.coalitions c set profile = (c.profile::jsonb || jsonb_build_object('mission', p.mission))::json,
           card = (c.card::jsonb || jsonb_build_object('summary', p.summary, 'mission', p.mission))::json
         from private.profiles p where p.coalition_id = c.id`,
      ),
    ask: everybodyReadsWhatIsPublic,
  },
  {
    name: 'a view of members shows their drafts to the public',
    apply: (client) =>
      client.query(
        `alter table published.coalitions rename to coalitions_kept;
         create view published.coalitions as select k.xmin, k.network_id, k.id, k.slug, coalesce(p.name, k.name) as name, k.sort_name, k.scope,
           k.demo, k.claimed, k.version, k.draft_revision, k.strategy_version, k.strategy_revision, k.published_at, k.verified_on,
           k.county_fips, k.sector_codes, k.population_codes, k.framework_codes, k.goal_codes, k.search_text,
           jsonb_set(k.card::jsonb, '{name}', to_jsonb(p.name))::json as card, k.profile
         from published.coalitions_kept k join private.profiles p on p.coalition_id = k.id;
         grant select on published.coalitions to registry_public, registry_member, registry_network`,
      ),
    ask: everybodyReadsWhatIsPublic,
  },
];

function strangerIsKnown(): Parameters<typeof inFunction> {
  return [
    'access.standings',
    `select 'CURATOR'`,
    `select 'STRANGER', c.network_id, 'registry_member', true from access.coalitions c where c.id = coalition
        union all select 'CURATOR'`,
  ];
}

export async function applied(mutant: Mutant, adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await mutant.apply(client).finally(() => client.end());
}
