import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupTable, openTable } from './support/tables.ts';

/** Accounts, their sessions and roles, and the directory of coalitions and boards that roles point at. */
export class Accounts1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create table access.accounts (
        id uuid primary key default gen_random_uuid(),
        email text not null,
        email_key text not null constraint account_email_taken unique,
        display_name text not null,
        password_hash text not null,
        language text not null default 'EN' check (language in ('EN', 'ES')),
        weekly_digest boolean not null default true,
        disabled_at timestamptz,
        created_at timestamptz not null default now()
      );

      create table access.sessions (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references access.accounts on delete cascade,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz,
        end_reason text check (end_reason in ('SIGNED_OUT', 'REFRESH_TOKEN_REUSED', 'ENDED_BY_OWNER', 'ACCOUNT_DISABLED'))
      );
      create index on access.sessions (account_id);

      -- Only digests are kept: whoever reads this table cannot refresh anything.
      create table access.refresh_tokens (
        digest bytea primary key,
        session_id uuid not null references access.sessions on delete cascade,
        issued_at timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index on access.refresh_tokens (session_id);

      create table access.coalitions (
        id uuid primary key,
        network_id uuid not null,
        slug text not null,
        name text not null,
        status text not null default 'ACTIVE' check (status in ('ACTIVE', 'ARCHIVED', 'MERGED')),
        merged_into uuid references access.coalitions,
        claimed boolean not null default false,
        demo boolean not null default false,
        publications integer not null default 0,
        created_at timestamptz not null default now(),
        constraint coalition_slug_taken unique (network_id, slug),
        -- For the tables of coalitions to refer to.
        constraint coalition_in_its_network unique (id, network_id)
      );
      create index on access.coalitions (merged_into);

      -- That a board is there is public; who sits on it is not.
      create table access.boards (
        id uuid primary key default gen_random_uuid(),
        network_id uuid not null,
        slug text not null,
        name text not null constraint board_name_length check (length(name) between 1 and 200),
        description text,
        status text not null default 'ACTIVE' check (status in ('ACTIVE', 'CLOSED')),
        created_at timestamptz not null default now(),
        closed_at timestamptz,
        closing_reason text,
        constraint board_slug_taken unique (network_id, slug),
        constraint board_closed_at check ((status = 'CLOSED') = (closed_at is not null))
      );

      create table access.memberships (
        id uuid primary key default gen_random_uuid(),
        account_id uuid not null references access.accounts on delete cascade,
        role text not null,
        coalition_id uuid references access.coalitions on delete cascade,
        network_id uuid,
        board_id uuid references access.boards on delete cascade,
        created_at timestamptz not null default now(),
        constraint membership_role_fits_its_place check (case
          when role in ('LEAD', 'EDITOR', 'VIEWER') then coalition_id is not null and num_nonnulls(network_id, board_id) = 0
          when role in ('NETWORK_ADMIN', 'NETWORK_ANALYST', 'RESEARCHER') then network_id is not null and num_nonnulls(coalition_id, board_id) = 0
          when role in ('BOARD_CHAIR', 'BOARD_MEMBER') then board_id is not null and num_nonnulls(coalition_id, network_id) = 0
          when role = 'PLATFORM_ADMIN' then num_nonnulls(coalition_id, network_id, board_id) = 0
          else false end)
      );
      create unique index membership_taken on access.memberships
        (account_id, coalesce(coalition_id, network_id, board_id, '00000000-0000-0000-0000-000000000000'));
      create index on access.memberships (coalition_id);
      create index on access.memberships (network_id);
      create index on access.memberships (board_id);

      create table access.invitations (
        id uuid primary key default gen_random_uuid(),
        digest bytea not null constraint invitation_token_taken unique,
        email text not null,
        email_key text not null,
        role text not null,
        coalition_id uuid references access.coalitions on delete cascade,
        network_id uuid,
        language text not null default 'EN' check (language in ('EN', 'ES')),
        board_id uuid references access.boards on delete cascade,
        invited_by uuid references access.accounts,
        created_at timestamptz not null default now(),
        expires_at timestamptz not null,
        accepted_at timestamptz,
        revoked_at timestamptz
      );
      create index on access.invitations (coalition_id);
      create index on access.invitations (board_id);
      create index on access.invitations (invited_by);

      -- Attempts of one kind by one subject (a digest of an address or an account) in the running window.
      create table access.attempts (
        kind text not null,
        subject text not null,
        window_start timestamptz not null default now(),
        count integer not null default 1,
        primary key (kind, subject)
      );

      -- A creating call under its key: the same key answers the same again, once and only once.
      create table access.idempotency_keys (
        account_id uuid not null references access.accounts on delete cascade,
        key text not null,
        request_digest bytea not null,
        answer text,
        created_at timestamptz not null default now(),
        primary key (account_id, key)
      );

      create table access.mails (
        id uuid primary key default gen_random_uuid(),
        recipient text not null,
        subject text not null,
        body text not null,
        html text not null default '',
        -- The address that ends mails of this kind; null for those that tell what somebody did.
        unsubscribe text,
        created_at timestamptz not null default now(),
        attempts integer not null default 0,
        next_attempt_at timestamptz not null default now(),
        sent_at timestamptz,
        failure text,
        dead_at timestamptz
      );
      create index on access.mails (next_attempt_at) where sent_at is null and dead_at is null;

      ${[
        'accounts',
        'sessions',
        'refresh_tokens',
        'coalitions',
        'memberships',
        'invitations',
        'attempts',
        'idempotency_keys',
        'mails',
      ]
        .map((table) => lookupTable(`access.${table}`))
        .join('\n')}
      ${openTable('access.boards')}
      create policy lookups on access.boards for all to registry_authz using (true);
      grant select, update on access.boards to registry_authz;
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop table access.mails, access.idempotency_keys, access.attempts, access.invitations,
        access.memberships, access.boards, access.coalitions, access.refresh_tokens, access.sessions, access.accounts`,
    );
  }
}
