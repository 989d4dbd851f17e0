import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction } from './support/tables.ts';

const MAIL_KEY = 'lower(normalize(btrim(m.recipient), NFKC))';

/** Columns that somebody gets to see only where something holds. */
const UNLESS = (holds: string, columns: string): string =>
  `case when ${holds} then '{}'::text[] else '{${columns}}'::text[] end`;

const LEFT_OUT = (row: string, ...columns: string[]): string => [row, ...columns].join(' - ');

/** Whether a row is of a place where the account has a role today. Asked once a place, since history has many rows of each. */
const STILL_INVITES = `case when x.coalition_id is not null then x.coalition_id = any (inside.coalitions)
            when x.board_id is not null then x.board_id = any (inside.boards)
            else inside.platform or x.network_id = any (inside.networks) end`;
const IN_NETWORK = 'x.network_id = any (inside.networks)';
const STILL_READS = `case when x.coalition_id is not null then x.coalition_id = any (inside.coalitions) else ${IN_NETWORK} end`;

const LIST = (row: string, from: string): string =>
  `coalesce((select jsonb_agg(${row}) from (select * from ${from}) x), '[]')`;

/** What is stored of a person, for themselves; and taking it out again. */
export class OwnData1764002400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      create index on access.mails (lower(normalize(btrim(recipient), NFKC)));

      -- Rows as they are, so that a new column is in it: without secrets, and without the texts of mails, which hold them.
      -- It is what is stored of the person, and what they entered themselves: not what others entered nor who they are,
      -- and of a place that they have left nothing of its inside.
      create function access.data_of(session uuid, attempt_subjects text[]) returns jsonb
      language sql stable security definer set search_path = '' as $$
        select jsonb_build_object(
          'account', to_jsonb(a) - 'password_hash',
          'memberships', ${LIST(`to_jsonb(x) || jsonb_build_object('coalition', (select c.name from access.coalitions c where c.id = x.coalition_id), 'board', (select b.name from access.boards b where b.id = x.board_id))`, 'access.memberships m where m.account_id = a.id order by m.created_at')},
          'sessions', ${LIST('to_jsonb(x)', 'access.sessions s where s.account_id = a.id order by s.created_at')},
          'refreshTokens', ${LIST(`to_jsonb(x) - 'digest'`, 'access.refresh_tokens t where t.session_id in (select s.id from access.sessions s where s.account_id = a.id) order by t.issued_at')},
          'invitationsReceived', ${LIST(`to_jsonb(x) - '{digest,invited_by}'::text[]`, 'access.invitations i where i.email_key = a.email_key order by i.created_at')},
          'invitationsSent', ${LIST(LEFT_OUT('to_jsonb(x)', `'{digest,language}'::text[]`, UNLESS(STILL_INVITES, 'email,email_key,accepted_at,revoked_at')), 'access.invitations i where i.invited_by = a.id order by i.created_at')},
          'mails', ${LIST(`to_jsonb(x) - '{body,html,unsubscribe}'::text[]`, `access.mails m where ${MAIL_KEY} = a.email_key order by m.created_at`)},
          'history', ${LIST(LEFT_OUT('to_jsonb(x)', UNLESS('x.account_id = a.id', 'account_id,actor'), UNLESS('x.about is null or x.about = a.id', 'about,subject'), UNLESS(`x.about = a.id or ${STILL_READS}`, 'before,after,subject')), 'audit.events e where e.account_id = a.id or e.about = a.id order by e.id')},
          'imports', ${LIST(LEFT_OUT('to_jsonb(x)', UNLESS(IN_NETWORK, 'rows')), 'access.imports i where i.account_id = a.id order by i.created_at')},
          'correctionsSettled', ${LIST(`to_jsonb(x) - '{about,content,source_url}'::text[]`, 'access.corrections c where c.settled_by = a.id order by c.settled_at')},
          'idempotencyKeys', ${LIST(`to_jsonb(x) - 'answer'`, 'access.idempotency_keys k where k.account_id = a.id order by k.created_at')},
          'apiKeys', ${LIST(LEFT_OUT(`(to_jsonb(x) || jsonb_build_object('board', (select b.name from access.boards b where b.id = x.board_id)))`, `'digest'::text`, UNLESS('x.created_by = a.id', 'created_by'), UNLESS('x.revoked_by = a.id', 'revoked_by')), 'access.api_keys k where k.account_id = a.id order by k.created_at')},
          'apiKeysOfOthers', ${LIST(LEFT_OUT('to_jsonb(x)', `'{digest,account_id,prefix,last_used_at}'::text[]`, UNLESS('x.created_by = a.id', 'created_by,created_at,name,scope,board_id,expires_at'), UNLESS('x.revoked_by = a.id', 'revoked_by,revoked_at')), 'access.api_keys k where a.id in (k.created_by, k.revoked_by) and k.account_id <> a.id order by k.created_at')},
          'agreementsAccepted', ${LIST('to_jsonb(x)', 'access.agreement_acceptances g where g.account_id = a.id order by g.accepted_at')},
          'accountRequests', ${LIST('to_jsonb(x)', `access.account_requests r where r.account_id = a.id or (r.kind = 'PASSWORD_RESET' and r.email_key = a.email_key) order by r.created_at`)},
          'accountTokens', ${LIST(`to_jsonb(x) - 'digest'`, 'access.account_tokens t where t.account_id = a.id order by t.created_at')},
          'locks', ${LIST(`to_jsonb(x) - '{locked_by,unlocked_by}'::text[]`, 'access.account_locks l where l.account_id = a.id order by l.locked_at')},
          'locksGiven', ${LIST(LEFT_OUT('to_jsonb(x)', `'account_id'::text`, UNLESS('x.locked_by = a.id', 'locked_by,reason,locked_at'), UNLESS('x.unlocked_by = a.id', 'unlocked_by,unlocked_at')), 'access.account_locks l where a.id in (l.locked_by, l.unlocked_by) order by l.locked_at')},
          'attempts', ${LIST(`to_jsonb(x) - 'subject'`, 'access.attempts t where t.subject = any (attempt_subjects) order by t.kind')}
        )
        from access.accounts a cross join lateral (select
          array(select p.id from (
              select e.coalition_id as id from audit.events e where e.account_id = a.id
              union select i.coalition_id from access.invitations i where i.invited_by = a.id) p
            where exists (select from access.standings(session, p.id))) as coalitions,
          array(select p.id from (select distinct i.board_id as id from access.invitations i where i.invited_by = a.id) p
            where exists (select from access.board_standings(session, p.id))) as boards,
          array(select m.network_id from access.memberships m
            where m.account_id = a.id and exists (select from access.network_standing(session, m.network_id))) as networks,
          exists (select from access.memberships m where m.account_id = a.id and m.role = 'PLATFORM_ADMIN') as platform
        ) inside
        where a.id = access.account_of(session)
      $$;

      -- Where nobody else has the role that a place cannot be without.
      create function access.irreplaceable(session uuid) returns table (role text, place text, network_id uuid)
      language sql stable security definer set search_path = '' as $$
        select m.role, coalesce(c.name, b.name), m.network_id
        from access.memberships m
        left join access.coalitions c on c.id = m.coalition_id left join access.boards b on b.id = m.board_id
        where m.account_id = access.account_of(session)
          and case m.role when 'LEAD' then c.status = 'ACTIVE' when 'BOARD_CHAIR' then b.status = 'ACTIVE'
            else m.role in ('NETWORK_ADMIN', 'PLATFORM_ADMIN') end
          and not exists (
            select from access.memberships o join access.accounts a on a.id = o.account_id
            where o.role = m.role and o.coalition_id is not distinct from m.coalition_id
              and o.network_id is not distinct from m.network_id and o.board_id is not distinct from m.board_id
              and o.account_id <> m.account_id and a.disabled_at is null)
        order by m.created_at, m.id
      $$;

      -- Refused where somebody would be missing. Whoever goes next from the same place finds who is left by then.
      create function access.delete_account(session uuid, attempt_subjects text[]) returns boolean
      language plpgsql volatile security definer set search_path = '' as $$
      declare gone access.accounts; was access.memberships; keys text[];
      begin
        perform pg_advisory_xact_lock(hashtext('platform admins'));
        select a.* into gone from access.accounts a where a.id = access.account_of(session) for update;
        if not found then return false; end if;
        -- An address that the account had before may be somebody else's by now; one that it only asked for never was its own.
        keys := array(
          select k from access.account_tokens t, unnest(array[t.email_key, t.previous_key, gone.email_key]) k
          where t.account_id = gone.id and (k = gone.email_key or t.used_at is not null) and not exists (
            select from access.accounts a where a.email_key = k and a.id <> gone.id)) || gone.email_key;
        perform set_config('app.actor', 'a former member', true), set_config('app.action', 'deleteMyAccount', true);
        for was in select m.* from access.memberships m where m.account_id = gone.id order by m.coalition_id, m.board_id, m.id loop
          perform audit.record_member(was.coalition_id, coalesce(
            (select c.network_id from access.coalitions c where c.id = was.coalition_id), access.network_of_role(was)),
            gone.id, was.role, null);
          delete from access.memberships m where m.id = was.id;
          perform access.keep_the_last(was);
        end loop;
        update access.invitations i set revoked_at = now()
        where i.invited_by = gone.id and i.accepted_at is null and i.revoked_at is null;
        update access.invitations i set invited_by = null where i.invited_by = gone.id;
        delete from access.invitations i where i.email_key = any (keys);
        update audit.events e set account_id = null, actor = 'a former member' where e.account_id = gone.id;
        update audit.events e set about = null, subject = 'member a former member' where e.about = gone.id;
        update access.corrections c set settled_by = null where c.settled_by = gone.id;
        update access.api_keys k set created_by = nullif(k.created_by, gone.id), revoked_by = nullif(k.revoked_by, gone.id)
        where gone.id in (k.created_by, k.revoked_by);
        delete from access.imports i where i.account_id = gone.id;
        delete from access.mails m where ${MAIL_KEY} = any (keys);
        -- What others asked for stays theirs until it runs out: that it went would tell them whose address it was.
        delete from access.account_requests r where r.kind = 'PASSWORD_RESET' and r.email_key = any (keys);
        delete from access.account_tokens t where t.used_at is not null and t.email_key = any (keys);
        update access.account_tokens t set previous_key = null where t.previous_key = any (keys);
        delete from access.attempts t where t.subject = any (attempt_subjects);
        delete from access.accounts a where a.id = gone.id;
        return true;
      end $$;

      ${['data_of(uuid, text[])', 'irreplaceable(uuid)', 'delete_account(uuid, text[])']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `drop function access.delete_account, access.irreplaceable, access.data_of;
      drop index access.mails_lower_idx`,
    );
  }
}
