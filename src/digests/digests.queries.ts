/** What has become public in a network, or stopped being so. */
export type NewsKind =
  'PUBLISHED' | 'CHANGED' | 'STRATEGY' | 'VERIFIED' | 'UNPUBLISHED' | 'ARCHIVED' | 'MERGED';

export interface NewsRow {
  kind: NewsKind;
  name: string;
  slug: string;
  /** Of a merged coalition: what it has become part of, where that is published. */
  target: string | null;
  /** How many there are of this kind, of which no more than ten are rows. */
  total: number;
}

/** Of the public record alone. What was confirmed is known by the day. */
export const NEWS = `
  with news as (
    select case c.version when 1 then 'PUBLISHED' else 'CHANGED' end as kind, c.name, c.slug, null as target, c.sort_name as place
    from published.coalitions c where c.network_id = $1 and not c.demo and c.published_at > $2
    union all
    select 'STRATEGY', c.name, c.slug, null, c.sort_name
    from published.coalitions c join published.strategies s
      on s.network_id = c.network_id and s.coalition_id = c.id and s.version = c.strategy_version
    where c.network_id = $1 and not c.demo and s.published_at > $2
    union all
    select 'VERIFIED', c.name, c.slug, null, c.sort_name
    from published.coalitions c
    where c.network_id = $1 and not c.demo and c.published_at <= $2 and coalesce(c.verified_on, '-infinity') >= ($2::timestamptz at time zone 'UTC')::date
    union all
    select t.state, t.name, t.slug, o.name, t.name
    from published.tombstones t left join published.coalitions o on o.network_id = t.network_id and o.id = t.moved_to
    where t.network_id = $1 and t.since > $2
  ), ranked as (
    select n.*, count(*) over (partition by n.kind)::integer as total,
      row_number() over (partition by n.kind order by n.place, n.slug) as rank
    from news n)
  select kind, name, slug, target, total from ranked where rank <= 10 order by rank`;

export const NETWORK = 'select slug, name from reference.networks where id = $1';

export interface DutyRow {
  name: string;
  /** Since when changes of the profile, or of the strategy, are not published; null where nothing waits. */
  waits_since: Date | null;
  /** When the profile has to be confirmed; null while nothing is published. */
  due: Date | null;
  corrections: number;
  last_correction: Date | null;
}

/** Of the coalition that was entered, by its own members' rights. */
export const DUTIES = `
  select w.name,
    least(case when c.draft_revision is distinct from w.revision then w.changed_at end,
      case when s.revision is distinct from c.strategy_revision then s.changed_at end) as waits_since,
    coalesce(c.verified_on, (c.published_at at time zone 'UTC')::date) + interval '12 months' as due,
    o.corrections, o.last_correction
  from private.profiles w
  left join published.coalitions c on c.network_id = w.network_id and c.id = w.coalition_id
  left join private.strategies s on s.coalition_id = w.coalition_id
  cross join (select count(*)::integer as corrections, max(k.created_at) as last_correction
    from access.corrections_of_coalition() k where k.status = 'OPEN') o
  where w.coalition_id = $1`;

export interface NetworkDutyRow {
  corrections: number;
  last_correction: Date | null;
}

export const NETWORK_DUTIES = `
  select count(*)::integer as corrections, max(created_at) as last_correction from access.corrections_of_network()`;
