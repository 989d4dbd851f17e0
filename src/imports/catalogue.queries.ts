import type { Known } from './catalogue-plan.ts';
import type { ProfileContent } from '../coalitions/profile.content.ts';

/**
 * Every name that the network has: in its record (with $2 only those under these keys), in what was taken out of it, and
 * in workspaces that have published nothing. For the network's staff, who see the names of its drafts.
 */
export const KNOWN = `
  select * from (
    select 1 as place, c.id, c.slug, c.name, c.claimed, p.revision, c.profile, o.name as backbone,
      case when c.draft_revision = p.revision then 'PUBLISHED' else 'EDITED' end as state
    from published.coalitions c
    join private.profiles p on p.network_id = c.network_id and p.coalition_id = c.id
    left join published.organizations o on o.network_id = c.network_id and o.id = (c.card ->> 'backboneId')::uuid
    where c.network_id = $1 and ($2::text[] is null or c.sort_name = any ($2))
    union all
    select 2, t.coalition_id, t.slug, t.name, false, null, null, null, case t.state when 'MERGED' then 'MERGED' else 'WITHDRAWN' end
    from published.tombstones t where t.network_id = $1
      and not exists (select from published.coalitions c where c.network_id = t.network_id and c.id = t.coalition_id)
    union all
    select 3, p.coalition_id, '', p.name, false, p.revision, null, null, 'WORKSPACE'
    from private.profiles p where p.network_id = $1 and p.coalition_id in (select access.active_coalitions())
      and not exists (select from published.coalitions c where c.network_id = p.network_id and c.id = p.coalition_id)
      and not exists (select from published.tombstones t where t.network_id = p.network_id and t.coalition_id = p.coalition_id)
  ) known order by place, id`;

export interface KnownRow {
  id: string;
  slug: string;
  name: string;
  state: Known['state'];
  claimed: boolean;
  revision: number | null;
  profile: ProfileContent | null;
  backbone: string | null;
}

/** One import at a time in a network: the second of two finds what the first has saved. */
export const IMPORT_TURN = `select pg_advisory_xact_lock(hashtextextended('import into ' || $1, 0))`;
