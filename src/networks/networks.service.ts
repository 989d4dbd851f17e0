import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReadyConfig } from '../platform/config.ts';
import { notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import { NodeRegistry } from '../platform/graphql/node.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { Dictionary } from './dictionary.ts';
import { Network } from './network.type.ts';
import {
  DICTIONARY,
  type DictionaryRow,
  type DictionaryText,
  type NetworkRow,
  NETWORKS,
} from './networks.queries.ts';

/** The name under which an answer notes that it depends on which networks there are at all. */
export const ALL_NETWORKS = '*';

@Injectable()
export class NetworksService implements OnModuleInit {
  /** As they were last read. */
  private kept: readonly NetworkRow[] = [];
  private readonly dictionaries = new Map<
    string,
    { revision: number; written: string; dictionary: Dictionary }
  >();

  constructor(
    private readonly nodes: NodeRegistry,
    @Inject(CONFIG) private readonly config: ReadyConfig,
  ) {}

  onModuleInit(): void {
    this.nodes.register('Network', (ctx, key, id) =>
      key === id ? this.byKey(ctx, key) : Promise.resolve(null),
    );
    this.nodes.register('Goal', async (ctx, key, id) => {
      const wanted = globalId('Goal', key, id);
      return (await this.dictionary(ctx, key))?.framework.find((goal) => goal.id === wanted) ?? null;
    });
  }

  async all(ctx: RequestContext): Promise<Network[]> {
    await this.dependOnAll(ctx);
    return (await this.rows(ctx)).map((row) => this.toNetwork(ctx, row));
  }

  /** For an answer that a change in any network may touch. Without a network nothing tells of it: no such key is known. */
  async dependOnAll(ctx: RequestContext): Promise<void> {
    const rows = await this.rows(ctx);
    ctx.readRevisions.set(rows.length > 0 ? ALL_NETWORKS : 'no network yet', stampOf(rows));
  }

  async bySlug(ctx: RequestContext, slug: string): Promise<Network | null> {
    return this.one(ctx, (row) => row.slug === slug);
  }

  async byKey(ctx: RequestContext, key: string): Promise<Network | null> {
    return this.one(ctx, (row) => row.id === key);
  }

  /** A statement of this operation has found the network at this revision: what is kept of it may still be true. */
  told(ctx: RequestContext, key: string, revision: number): void {
    const kept = this.kept.find((row) => row.id === key);
    if (kept?.revision === revision && !ctx.writes) ctx.loader(networksTold).push(kept);
  }

  /** For mutations, where a missing network is an error. */
  async require(ctx: RequestContext, slug: string): Promise<Network> {
    const network = await this.bySlug(ctx, slug);
    if (!network) throw notFound('network');
    return network;
  }

  /** After this operation has changed the network. */
  async reread(ctx: RequestContext, slug: string): Promise<Network> {
    this.forget(ctx);
    return this.require(ctx, slug);
  }

  /** What this operation has read of the networks, and changed since. */
  forget(ctx: RequestContext): void {
    ctx.forget(networkRows);
    ctx.forget(dictionaryLoads);
  }

  /**
   * Kept by the process until the network's revision passes; loaded in the transaction that asks. It is the same object for
   * as long as it says the same, for those who keep what they have made with it.
   */
  async dictionary(ctx: RequestContext, key: string): Promise<Dictionary | null> {
    const network = await this.byKey(ctx, key);
    if (!network) return null;
    const kept = this.dictionaries.get(key);
    if (kept?.revision === network.revision) return kept.dictionary;
    const { written, read } = await ctx.loader(dictionaryLoads).load(key);
    const dictionary = kept?.written === written ? kept.dictionary : read();
    // A writing transaction may see what nobody else will: it is not the network's until it commits.
    if (!ctx.writes) this.dictionaries.set(key, { revision: network.revision, written, dictionary });
    return dictionary;
  }

  /** Of a network that is known to exist, such as the one that a published row names. */
  async dictionaryOf(ctx: RequestContext, key: string): Promise<Dictionary> {
    const dictionary = await this.dictionary(ctx, key);
    if (!dictionary) throw new Error(`Network ${key} is gone while something of it is being read`);
    return dictionary;
  }

  private async one(ctx: RequestContext, wanted: (row: NetworkRow) => boolean): Promise<Network | null> {
    const told = ctx.loader(networksTold).find(wanted);
    if (told) return this.toNetwork(ctx, told);
    const row = (await this.rows(ctx)).find(wanted);
    if (row) return this.toNetwork(ctx, row);
    await this.dependOnAll(ctx);
    return null;
  }

  private async rows(ctx: RequestContext): Promise<NetworkRow[]> {
    const rows = await ctx.loader(networkRows).rows;
    // What a writing transaction has changed is nobody else's until it commits.
    if (!ctx.writes) this.kept = rows;
    return rows;
  }

  private toNetwork(
    ctx: RequestContext,
    { id, framework_version, crosswalk_revision, updated_at, ...row }: NetworkRow,
  ): Network {
    ctx.readRevisions.set(id, row.revision);
    return Object.assign(new Network(), row, {
      id: globalId('Network', id, id),
      key: id,
      url: `${this.config.publicUrl}/networks/${row.slug}`,
      frameworkVersion: framework_version,
      crosswalkRevision: crosswalk_revision,
      updatedAt: updated_at,
    });
  }
}

/** Grows with every change of any network, and when one is added. */
export const stampOf = (rows: readonly { revision: number }[]): number =>
  rows.reduce((sum, { revision }) => sum + revision, rows.length);

const networksTold = (): NetworkRow[] => [];

const networkRows = (ctx: RequestContext): { rows: Promise<NetworkRow[]> } => ({
  rows: ctx.sql<NetworkRow>('networks', NETWORKS),
});

interface Written {
  written: string;
  read: () => Dictionary;
}

const dictionaryLoads = (ctx: RequestContext): { load(key: string): Promise<Written> } => {
  const loads = new Map<string, Promise<Written>>();
  return {
    load(key) {
      const load =
        loads.get(key) ?? ctx.sql<DictionaryText>('dictionary', DICTIONARY, [key]).then(writtenOf(key));
      loads.set(key, load);
      return load;
    },
  };
};

const writtenOf =
  (key: string) =>
  ([found]: DictionaryText[]): Written => {
    const { goals, terms } = found!;
    let dictionary: Dictionary | undefined;
    const read = (): Dictionary =>
      (dictionary ??= new Dictionary(key, {
        goals: JSON.parse(goals) as DictionaryRow['goals'],
        terms: JSON.parse(terms) as DictionaryRow['terms'],
      }));
    return { written: goals + terms, read };
  };
