import type { INestApplicationContext } from '@nestjs/common';
import type pg from 'pg';
import { nameOfState } from '../imports/rows/states.ts';
import type { UnderstoodRow } from '../imports/catalogue.types.ts';
import { defaultTerms } from '../networks/default-terms.ts';
import { NetworkAdministration } from '../networks/network-administration.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import type { Viewer } from '../platform/viewer.ts';
import type { Account } from './account.ts';

/** A network for each state that a catalogue speaks of and the registry does not know yet. */
export class NewNetworks {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly client: pg.Client,
  ) {}

  /** Slugs by state; also of networks that an interrupted run has left without an admin or without terms. */
  async missing(rows: readonly UnderstoodRow[]): Promise<Map<string, string>> {
    const { rows: known } = await this.client.query<{ state: string }>(
      `select distinct unnest(n.states) as state from reference.networks n
       where exists (select from access.memberships m where m.network_id = n.id)
         and exists (select from reference.terms t where t.network_id = n.id)`,
    );
    const states = new Set(rows.flatMap(({ entry, state }) => (entry && state ? [state] : [])));
    for (const { state } of known) states.delete(state);
    return new Map([...states].sort().map((state) => [state, slugOf(nameOfState(state))]));
  }

  /** Made by the account, which must be a platform admin, and which becomes their admin. */
  async create(account: Account, viewer: Viewer, missing: ReadonlyMap<string, string>): Promise<void> {
    const db = this.app.get(TenantDb);
    const administration = this.app.get(NetworkAdministration);
    for (const [state, slug] of missing) {
      const name = `${nameOfState(state)} coalitions`;
      const { rows: begun } = await this.client.query('select from reference.networks where slug = $1', [
        slug,
      ]);
      if (begun.length === 0) {
        await db.run(viewer, 'write', 'createNetwork', (ctx) =>
          administration.create(ctx, { slug, name, states: [state] }),
        );
      }
      await this.client.query(
        `insert into access.memberships (account_id, role, network_id)
         select $1, 'NETWORK_ADMIN', id from reference.networks where slug = $2 on conflict do nothing`,
        [account.id, slug],
      );
      const terms = defaultTerms(slug);
      for (const taxonomy of new Set(terms.map((term) => term.taxonomy))) {
        const own = terms.filter((term) => term.taxonomy === taxonomy);
        await db.run(viewer, 'write', 'saveTerms', (ctx) =>
          administration.saveTerms(ctx, { network: slug, taxonomy, terms: own }),
        );
      }
    }
  }
}

const slugOf = (name: string): string => name.toLowerCase().replace(/[^a-z]+/g, '-');
