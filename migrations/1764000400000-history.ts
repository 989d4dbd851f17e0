import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

/** Who changed what, written by triggers, so that no way of changing a coalition's rows goes unnoticed. */
export class History1764000400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table audit.events (
        id bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        network_id uuid,
        coalition_id uuid,
        account_id uuid,
        about uuid,
        actor text not null,
        action text not null,
        subject text not null,
        before jsonb,
        after jsonb
      );
      create index on audit.events (coalition_id, id);
      create index on audit.events (account_id);
      create index on audit.events (about);
      alter table audit.events enable row level security;
      alter table audit.events force row level security;
      -- Changed in one way alone: who deletes their account becomes a former member.
      create policy history_is_written on audit.events for all to registry_authz using (true);
      create policy member_reads on audit.events for select to registry_member
        using (coalition_id = (select access.coalition('read')));
      create policy network_reads on audit.events for select to registry_network
        using (coalition_id = (select access.coalition('read')));
      grant select, insert, update on audit.events to registry_authz;
      grant select on audit.events to registry_member, registry_network;

      -- The actor's name is kept as it was; 'action' is the operation that the server is carrying out.
      create function audit.record(coalition uuid, network uuid, subject text, before jsonb, after jsonb) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into audit.events (coalition_id, network_id, account_id, actor, action, subject, before, after)
        select coalition, network, v.account_id, coalesce(v.display_name, access.setting('actor'), current_user::text),
          coalesce(access.setting('action'), 'maintenance'), subject, before, after
        from (select 1) one left join access.viewer(access.setting('session_id')::uuid) v on true
      $$;

      -- Of a member by their id too, under which the history forgets them. Who takes an invitation acts for themselves.
      create function audit.record_member(coalition uuid, network uuid, person uuid, role_before text, role_after text) returns void
      language sql volatile security definer set search_path = '' as $$
        insert into audit.events (coalition_id, network_id, account_id, about, actor, action, subject, before, after)
        select coalition, network, coalesce(v.account_id, case when access.setting('actor') is not null then person end), person,
          coalesce(v.display_name, access.setting('actor'), current_user::text), coalesce(access.setting('action'), 'maintenance'),
          'member ' || a.display_name, case when role_before is not null then jsonb_build_object('role', role_before) end,
          case when role_after is not null then jsonb_build_object('role', role_after) end
        from access.accounts a left join access.viewer(access.setting('session_id')::uuid) v on true where a.id = person
      $$;

      -- Of an update only the columns that differ; what merely counts or dates the change is left out.
      create function audit.record_change() returns trigger
      language plpgsql volatile security definer set search_path = '' as $$
      declare
        bookkeeping constant text[] := '{coalition_id,network_id,revision,changed_at,changed_by,completeness,missing,position,verified_on,own_wording}';
        pointers constant text[] := '{id,organization_id,backbone_id,lead_organization_id}';
        old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - bookkeeping end;
        new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - bookkeeping end;
        whole jsonb := coalesce(to_jsonb(new), to_jsonb(old));
        changed text[];
      begin
        if tg_op = 'UPDATE' then
          select array_agg(key) into changed from jsonb_each(new_row) n where n.value is distinct from old_row -> n.key;
          if changed is null then return null; end if;
          -- Publishing gives an organisation the id that the network knows it by: the coalition has changed nothing.
          if changed <@ pointers and access.setting('action') = 'publishCoalition' then return null; end if;
          select jsonb_object_agg(key, value) into old_row from jsonb_each(old_row) where key = any (changed);
          select jsonb_object_agg(key, value) into new_row from jsonb_each(new_row) where key = any (changed);
        end if;
        perform audit.record((whole ->> 'coalition_id')::uuid, (whole ->> 'network_id')::uuid,
          concat_ws(' ', tg_argv[0], coalesce(whole ->> 'name', whole ->> 'fips', whole ->> 'email', whole ->> 'key',
            whole ->> 'place', (whole ->> 'from_key') || '>' || (whole ->> 'to_key'))), old_row, new_row);
        return null;
      end $$;
      ${lookupFunction('audit.record(uuid, uuid, text, jsonb, jsonb)', 'registry_owner')}
      ${lookupFunction('audit.record_member(uuid, uuid, uuid, text, text)', 'registry_owner')}
      ${lookupFunction('audit.record_change()', 'registry_owner')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function audit.record_change, audit.record_member, audit.record; drop table audit.events`,
    );
  }
}
