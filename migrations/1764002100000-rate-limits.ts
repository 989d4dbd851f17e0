import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { lookupFunction, lookupTable } from './support/tables.ts';

/** What accounts and addresses have left to ask for, for all servers together. */
export class RateLimits1764002100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- Points of one payer (a digest of an account or an address). Unlogged: after a crash everybody has all of theirs.
      create unlogged table access.budgets (
        payer text primary key,
        points double precision not null,
        lent integer not null,
        filled_at timestamptz not null,
        full_at timestamptz not null
      );
      ${lookupTable('access.budgets')}

      -- Lends a server up to \`wanted\` points, or none where there are fewer than it needs; and tells what is left. Who was
      -- not heard of before has all of them.
      create function access.take_points(wanted_by text, needed integer, wanted integer, most integer, per_second integer)
        returns table (lent integer, points double precision)
      language sql volatile security definer set search_path = '' as $$
        insert into access.budgets as b (payer, points, lent, filled_at, full_at)
        select wanted_by, most - loan, loan, now(), now() + make_interval(secs => loan::double precision / per_second)
        from (select case when needed <= most then least(wanted, most) else 0 end as loan) first
        on conflict (payer) do update set (points, lent, filled_at, full_at) = (
          select level - loan, loan, greatest(b.filled_at, now()), now() + make_interval(secs => (most - level + loan) / per_second)
          from (select least(most, b.points + per_second * greatest(0, extract(epoch from now() - b.filled_at)))::double precision as level) l,
            lateral (select case when needed <= level then least(wanted, floor(level)::integer) else 0 end as loan) t)
        returning b.lent, b.points
      $$;

      -- Forgets budgets that are full again and attempts that count no more. What somebody is at is left for the next time.
      create function access.sweep_limits() returns void
      language sql volatile security definer set search_path = '' as $$
        delete from access.budgets where payer in (
          select payer from access.budgets where full_at < now() for update skip locked);
        delete from access.attempts where (kind, subject) in (
          select kind, subject from access.attempts where window_start < now() - interval '1 day' for update skip locked);
      $$;

      ${['take_points(text, integer, integer, integer, integer)', 'sweep_limits()']
        .map((signature) => lookupFunction(`access.${signature}`, 'registry_server'))
        .join('\n')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, 'drop function access.sweep_limits, access.take_points; drop table access.budgets');
  }
}
