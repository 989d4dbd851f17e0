import type { ProfileContent } from '../coalitions/profile.content.ts';

/**
 * Every name that the network has: in its record, in what was taken out of it, and in workspaces that have published
 * nothing. For the network's staff, who see the names of its drafts.
 */
export const KNOWN = `
  select c.id, c.slug, c.name, 'PUBLISHED' as state, c.claimed, c.profile, o.name as backbone
  from published.coalitions c
  left join published.organizations o on o.network_id = c.network_id and o.id = (c.card ->> 'backboneId')::uuid
  where c.network_id = $1
  union all
  select t.coalition_id, t.slug, t.name, 'WITHDRAWN', false, null, null
  from published.tombstones t where t.network_id = $1 and t.state <> 'MERGED'
    and not exists (select from published.coalitions c where c.network_id = t.network_id and c.id = t.coalition_id)
  union all
  select p.coalition_id, '', p.name, 'WORKSPACE', false, null, null
  from private.profiles p where p.network_id = $1 and p.coalition_id in (select access.active_coalitions())
    and not exists (select from published.coalitions c where c.network_id = p.network_id and c.id = p.coalition_id)
    and not exists (select from published.tombstones t where t.network_id = p.network_id and t.coalition_id = p.coalition_id)`;

export interface KnownRow {
  id: string;
  slug: string;
  name: string;
  state: 'PUBLISHED' | 'WITHDRAWN' | 'WORKSPACE';
  claimed: boolean;
  profile: ProfileContent | null;
  backbone: string | null;
}

export const REVISION = 'select revision from private.profiles where coalition_id = $1';
