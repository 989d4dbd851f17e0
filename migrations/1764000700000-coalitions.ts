import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { coalitionTable } from './support/tables.ts';

const owned = `
        coalition_id uuid not null default access.setting('coalition_id')::uuid,
        network_id uuid not null default access.network_of_coalition(),`;

/** What a coalition works on, published or not. */
export class Coalitions1764000700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table private.profiles (${owned}
        revision integer not null default 1,
        name text not null constraint name_length check (length(name) between 1 and 200),
        aliases text[] not null default '{}',
        kind_code text not null,
        scope text not null default 'UNSTATED' check (scope in ('LOCAL', 'REGIONAL', 'STATEWIDE', 'UNSTATED')),
        summary text,
        mission text,
        founded_year integer,
        website text,
        contact_url text,
        backbone_id uuid,
        min_months integer,
        max_months integer,
        family_voice text,
        sources jsonb not null default '[]',
        sector_codes text[] not null default '{}',
        population_codes text[] not null default '{}',
        framework_codes text[] not null default '{}',
        completeness integer not null default 0,
        missing text[] not null default '{summary,mission,scope,counties,backbone,contactUrl,foundedYear,ageFocus,familyVoice,sectorCodes,populationCodes,frameworkCodes,partners,initiatives}',
        verified_on date,
        changed_at timestamptz not null default now(),
        changed_by uuid,
        primary key (coalition_id)
      );
      create index on private.profiles (network_id, name);

      create table private.organizations (${owned}
        id uuid not null default gen_random_uuid(),
        name text not null constraint organization_name_length check (length(name) between 1 and 200),
        name_key text not null,
        url text,
        sector_code text,
        own_wording boolean not null,
        primary key (coalition_id, id),
        constraint organization_name_taken unique (coalition_id, name_key) deferrable initially deferred,
        foreign key (coalition_id) references private.profiles (coalition_id) on delete cascade
      );
      alter table private.profiles add constraint profile_backbone foreign key (coalition_id, backbone_id)
        references private.organizations (coalition_id, id) on update cascade;
      create index on private.profiles (coalition_id, backbone_id);

      create table private.coverage_areas (${owned}
        fips text not null constraint coverage_county references reference.counties,
        partial boolean not null default false,
        basis text not null default 'STATED' check (basis in ('STATED', 'INFERRED')),
        note text,
        position integer not null default 0,
        primary key (coalition_id, fips),
        foreign key (coalition_id) references private.profiles (coalition_id) on delete cascade
      );
      create index on private.coverage_areas (fips);

      create table private.partners (${owned}
        id uuid not null default gen_random_uuid(),
        organization_id uuid not null,
        role text,
        since date,
        until date,
        position integer not null default 0,
        primary key (coalition_id, id),
        constraint partner_taken unique (coalition_id, organization_id) deferrable initially deferred,
        constraint partner_since_before_until check (until >= since),
        foreign key (coalition_id, organization_id) references private.organizations (coalition_id, id) on update cascade
      );

      create table private.initiatives (${owned}
        id uuid not null default gen_random_uuid(),
        name text not null constraint initiative_name_length check (length(name) between 1 and 200),
        summary text,
        kind_code text,
        county_fips text[] not null default '{}',
        goal_codes text[] not null default '{}',
        lead_organization_id uuid,
        website text,
        position integer not null default 0,
        primary key (coalition_id, id),
        foreign key (coalition_id) references private.profiles (coalition_id) on delete cascade,
        foreign key (coalition_id, lead_organization_id) references private.organizations (coalition_id, id) on update cascade
      );
      create index on private.initiatives (coalition_id, lead_organization_id);

      ${[
        ['profiles', 'profile'],
        ['organizations', 'organization'],
        ['coverage_areas', 'county'],
        ['partners', 'partner'],
        ['initiatives', 'initiative'],
      ]
        .map(([table, subject]) => coalitionTable(`private.${table}`, subject!))
        .join('\n')}

      -- Network staff see the list of their workspaces, and add one: the only row that they write here.
      -- A profile comes with its coalition and stays with it; members only change it.
      drop policy member_adds on private.profiles;
      drop policy member_removes on private.profiles;
      revoke insert, delete on private.profiles from registry_member;
      drop policy network_reads on private.profiles;
      create policy network_reads on private.profiles for select to registry_network
        using (network_id = (select access.network('read')));
      create policy network_adds on private.profiles for insert to registry_network
        with check (network_id = (select access.network('admin')));
      grant insert (coalition_id, network_id, name, kind_code, changed_by) on private.profiles to registry_network;
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop table private.initiatives, private.partners, private.coverage_areas, private.organizations, private.profiles cascade`,
    );
  }
}
