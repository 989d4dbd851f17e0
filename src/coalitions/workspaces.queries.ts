export interface HistoryRow {
  id: string;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
}

export const HISTORY = `
  select id, at, actor, action, subject, before, after from audit.events
  where coalition_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`;

/** Also of organisations that the draft has dropped since: the history holds their names. */
export const ORGANIZATION_NAMES = `
  select wanted.id::text as id, coalesce(o.name, past.name) as name
  from unnest($2::uuid[]) wanted (id)
  left join private.organizations o on o.coalition_id = $1 and o.id = wanted.id
  left join lateral (
    select substr(e.subject, length('organization ') + 1) as name from audit.events e
    where e.coalition_id = $1 and e.subject like 'organization %'
      and wanted.id::text in (e.before ->> 'id', e.after ->> 'id')
    order by e.id desc limit 1
  ) past on true`;

export const COUNT_HISTORY = 'select count(*)::integer as total from audit.events where coalition_id = $1';

export interface WorkspaceRow {
  coalition_id: string;
  name: string;
  verified_on: string | null;
  changed_at: Date;
  unpublished: boolean;
  completeness: number;
  missing: string[];
  leads: string[];
}

const WANTED = `
  where w.network_id = $1 and w.coalition_id in (select access.active_coalitions())
    and ($2::date is null or w.verified_on is null or w.verified_on < $2)
    and ($3::boolean is null or (w.completeness < 100) = $3)`;

/** The leads of a page are looked up once for the page. */
export const WORKSPACES = `
  with page as (
    select w.coalition_id, w.name, w.verified_on, w.changed_at, w.completeness, w.missing,
      c.draft_revision is distinct from w.revision or s.revision is distinct from c.strategy_revision as unpublished
    from private.profiles w left join published.coalitions c on c.network_id = w.network_id and c.id = w.coalition_id
    left join private.strategies s on s.network_id = w.network_id and s.coalition_id = w.coalition_id
    ${WANTED} and ($4::text is null or (w.name, w.coalition_id) > ($4, $5::uuid))
    order by w.name, w.coalition_id limit $6
  ), leads as (
    select coalition_id, array_agg(display_name) as names
    from access.leads(array(select coalition_id from page)) group by coalition_id
  )
  select page.*, coalesce(leads.names, '{}') as leads from page left join leads using (coalition_id)
  order by name, coalition_id`;

export const COUNT_WORKSPACES = `select count(*)::integer as total from private.profiles w ${WANTED}`;

/** Null while nothing is published. */
export const PUBLISHED_STATE =
  'select version, draft_revision from published.coalitions where network_id = $1 and id = $2';
