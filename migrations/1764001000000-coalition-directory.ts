import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, ownerFunction } from './support/tables.ts';

/** How a coalition enters the directory of its network, and how it leaves it. */
export class CoalitionDirectory1764001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- A slug that was made from the name may be taken: then it gets the first number that is free.
      create function access.register_coalition(new_id uuid, new_slug text, slug_is_chosen boolean, new_name text, is_demo boolean)
        returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare network uuid := access.network('admin'); base constant text := new_slug; number integer := 1;
      begin
        if network is null then raise insufficient_privilege; end if;
        loop
          insert into access.coalitions (id, network_id, slug, name, demo) values (new_id, network, new_slug, new_name, is_demo)
          on conflict (network_id, slug) do nothing;
          exit when found;
          if slug_is_chosen then raise unique_violation using constraint = 'coalition_slug_taken'; end if;
          number := number + 1;
          new_slug := base || '-' || number;
        end loop;
        perform audit.record(new_id, network, 'coalition ' || new_slug, null, jsonb_build_object('name', new_name));
      end $$;

      create function access.coalition_slug(coalition uuid) returns text
      language sql stable security definer set search_path = '' as $$
        select c.slug from access.coalitions c where c.id = coalition
      $$;

      -- A role's list of places shows the name as it is now worked on, before anything is published.
      create function access.follow_name() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update access.coalitions c set name = new.name where c.id = new.coalition_id and c.name <> new.name;
        return null;
      end $$;

      create function access.close_coalition(coalition uuid, new_status text, target uuid)
        returns table (closed_name text, target_name text)
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        update access.coalitions c set status = new_status, merged_into = target
        where c.id = coalition and c.network_id = access.network_of_coalition() and c.status = 'ACTIVE';
        if not found then raise no_data_found; end if;
        update access.invitations i set revoked_at = now()
        where i.coalition_id = coalition and i.accepted_at is null and i.revoked_at is null;
        if new_status = 'MERGED' then
          delete from access.memberships m where m.coalition_id = coalition;
          update access.corrections c set coalition_id = target where c.coalition_id = coalition and c.status = 'OPEN';
        end if;
        return query select c.name, t.name from access.coalitions c left join access.coalitions t on t.id = target
          where c.id = coalition;
      end $$;

      -- Those that a network's list of workspaces shows.
      create function access.active_coalitions() returns setof uuid
      language sql stable security definer set search_path = '' as $$
        select c.id from access.coalitions c where c.network_id = access.network('read') and c.status = 'ACTIVE'
      $$;

      create function published.archive_coalition(reason text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare active uuid := access.coalition('admin');
      begin
        if active is null then raise insufficient_privilege; end if;
        perform published.take_turn(access.network_of_coalition());
        perform access.close_coalition(active, 'ARCHIVED', null);
        perform published.withdraw(access.network_of_coalition(), active, 'ARCHIVED', null);
        perform audit.record(active, access.network_of_coalition(), 'coalition', null, jsonb_build_object('reason', reason));
      end $$;

      -- Where the facts of the one that goes were published stays with the one that takes its place.
      create function published.keep_sources(network uuid, gone uuid, kept uuid) returns void
      language plpgsql volatile set search_path = '' as $$
      declare added jsonb;
      begin
        select jsonb_agg(s.value order by s.place) into added
        from published.coalitions g cross join jsonb_array_elements((g.profile ->> 'sources')::jsonb) with ordinality s (value, place)
        where g.network_id = network and g.id = gone and not exists (
          select from published.coalitions k cross join jsonb_array_elements((k.profile ->> 'sources')::jsonb) had
          where k.network_id = network and k.id = kept and had ->> 'url' = s.value ->> 'url');
        if added is null then return; end if;
        update private.profiles p set sources = p.sources || added, revision = p.revision + 1 where p.coalition_id = kept;
        update published.coalitions k set draft_revision = k.draft_revision + 1,
          profile = jsonb_set(k.profile::jsonb, '{sources}', (k.profile ->> 'sources')::jsonb || added)::json
        where k.network_id = network and k.id = kept;
      end $$;

      -- The active coalition is the one that stays.
      create function published.merge_coalition(gone uuid, reason text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare kept uuid := access.coalition('admin'); network uuid := access.network_of_coalition(); names record;
      begin
        if kept is null then raise insufficient_privilege; end if;
        if gone = kept then raise check_violation using constraint = 'merge_of_two_coalitions'; end if;
        -- The profile before the turn, as whoever publishes takes them.
        perform from private.profiles p where p.coalition_id = kept for update;
        perform published.take_turn(network);
        select * into names from access.close_coalition(gone, 'MERGED', kept);
        perform published.keep_sources(network, gone, kept);
        perform published.withdraw(network, gone, 'MERGED', kept);
        perform audit.record(kept, network, 'coalition', null, jsonb_build_object('merged', names.closed_name, 'reason', reason));
        perform audit.record(gone, network, 'coalition', null, jsonb_build_object('mergedInto', names.target_name, 'reason', reason));
      end $$;

      ${lookupFunction('access.register_coalition(uuid, text, boolean, text, boolean)', 'registry_network')}
      ${lookupFunction('access.coalition_slug(uuid)', 'registry_server')}
      ${lookupFunction('access.active_coalitions()', 'registry_network')}
      ${lookupFunction('access.follow_name()', 'registry_owner')}
      ${lookupFunction('access.close_coalition(uuid, text, uuid)', 'registry_owner')}
      ${ownerFunction('published.keep_sources(uuid, uuid, uuid)', 'registry_owner')}
      create policy merging_reads on private.profiles for select to registry_owner
        using (coalition_id = (select access.coalition('admin')));
      create policy merging_changes on private.profiles for update to registry_owner
        using (coalition_id = (select access.coalition('admin')))
        with check (coalition_id = (select access.coalition('admin')));
      ${ownerFunction('published.archive_coalition(text)', 'registry_network')}
      ${ownerFunction('published.merge_coalition(uuid, text)', 'registry_network')}
      create trigger directory_name after insert or update of name on private.profiles
        for each row execute function access.follow_name();
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop trigger directory_name on private.profiles;
       drop policy merging_reads on private.profiles; drop policy merging_changes on private.profiles;
       drop function published.merge_coalition, published.keep_sources, published.archive_coalition, access.active_coalitions, access.close_coalition,
         access.follow_name, access.coalition_slug, access.register_coalition`,
    );
  }
}
