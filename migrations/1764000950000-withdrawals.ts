import type { MigrationInterface, QueryRunner } from 'typeorm';
import { asOwner } from './support/as-owner.ts';
import { ownerFunction } from './support/tables.ts';

/** How a publication is taken back, and what its address then says. */
export class Withdrawals1764000950000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await asOwner(
      runner,
      `
      -- False when nothing was published. The address keeps an answer: a tombstone, or where it moved to.
      create function published.withdraw(network uuid, coalition uuid, new_state text, target uuid) returns boolean
      language plpgsql volatile set search_path = '' as $$
      declare before published.counted[];
      begin
        perform published.take_turn(network);
        insert into published.tombstones (network_id, slug, coalition_id, name, state, moved_to)
        select c.network_id, c.slug, c.id, c.name, new_state, target from published.coalitions c
        where c.network_id = network and c.id = coalition
        on conflict (network_id, slug) do update set (state, since, moved_to, name) = (excluded.state, now(), excluded.moved_to, excluded.name);
        update published.tombstones t set (state, since, moved_to) = (new_state, now(), target)
        where t.network_id = network and t.coalition_id = coalition and t.state <> new_state;
        update published.tombstones t set moved_to = target where t.network_id = network and t.moved_to = coalition and target is not null;
        before := published.counted(network, coalition);
        delete from published.coalitions c where c.network_id = network and c.id = coalition;
        if not found then return false; end if;
        perform published.tally(network, coalition, before);
        return true;
      end $$;

      create function published.unpublish_coalition(reason text) returns void
      language plpgsql volatile security definer set search_path = '' as $$
      declare active uuid := access.coalition('steward');
      begin
        if active is null then raise insufficient_privilege; end if;
        if not published.withdraw(access.network_of_coalition(), active, 'UNPUBLISHED', null) then
          raise check_violation using constraint = 'coalition_is_published';
        end if;
        perform audit.record(active, access.network_of_coalition(), 'public record', null, jsonb_build_object('reason', reason));
      end $$;

      ${ownerFunction('published.withdraw(uuid, uuid, text, uuid)', 'registry_owner')}
      ${ownerFunction('published.unpublish_coalition(text)', 'registry_member, registry_network')}
    `,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await asOwner(runner, `drop function published.unpublish_coalition, published.withdraw`);
  }
}
