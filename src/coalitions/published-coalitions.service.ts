import { Inject, Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { NetworksService } from '../networks/networks.service.ts';
import type { OrganizationRow } from '../networks/networks.queries.ts';
import { organizationOf } from '../networks/organizations.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import type { ReadyConfig } from '../platform/config.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import { last } from '../platform/graphql/writing/lasting.ts';
import { Kept } from '../platform/kept.ts';
import { recordCacheShares } from '../platform/record-cache.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { Coalition } from './coalition.types.ts';
import { BY_IDS, type CoalitionPlace, type CoalitionRow, PAGE, type PageRow } from './coalitions.queries.ts';

const sizeOf = ({ card, content, organizationRows = '' }: Coalition): number =>
  JSON.stringify([card, content]).length + organizationRows.length;

/**
 * The public record as objects. One that was made stays for as long as the state of its row and the words of its network
 * do, and with it what answers have told of it: a list reads where its coalitions are and in which state, and fetches those
 * alone that are new. States are read in the transaction that asks, so nothing that has passed is ever shown.
 */
@Injectable()
export class PublishedCoalitions {
  private readonly cards: Kept<Coalition>;
  private readonly pages: Kept<Page>;

  constructor(
    private readonly networks: NetworksService,
    private readonly counties: CountiesService,
    @Inject(CONFIG) private readonly config: ReadyConfig,
  ) {
    const { cards, pages } = recordCacheShares(config);
    this.cards = new Kept(cards, sizeOf);
    this.pages = new Kept(pages, ({ coalition }) => sizeOf(coalition));
  }

  /** With its whole profile, by the public address. */
  async page(ctx: RequestContext, networkSlug: string, slug: string): Promise<Coalition | null> {
    const address = `${networkSlug} ${slug}`;
    const kept = this.pages.get(address);
    const known = [kept?.coalition.state ?? null, kept?.revision ?? null];
    const [row] = await ctx.sql<PageRow>('coalition_page', PAGE, [networkSlug, slug, ...known]);
    if (!row) return null;
    this.networks.told(ctx, row.network_id, row.network_revision);
    const words = await this.wordsOf(ctx, row.network_id, networkSlug);
    const counties = await this.counties.all(ctx);
    const organizationRows = row.organizations ?? kept!.coalition.organizationRows!;
    const same =
      !row.whole && organizationRows === kept!.coalition.organizationRows && isIn(kept!.coalition, words);
    const coalition = same
      ? kept!.coalition
      : this.madePage(row.whole ?? kept!.coalition, organizationRows, words, counties);
    const page = { coalition, revision: row.network_revision };
    if (!same || kept!.revision !== page.revision) this.keep(this.pages, ctx, address, page, coalition);
    return coalition;
  }

  private madePage(
    from: Coalition | NonNullable<PageRow['whole']>,
    organizationRows: string,
    words: Words,
    counties: Coalition['knownCounties'],
  ): Coalition {
    const coalition =
      from instanceof Coalition
        ? Object.assign(new Coalition(), from, words)
        : Object.assign(this.made(from, words, counties), { content: from.profile });
    const organizations = (JSON.parse(organizationRows) as OrganizationRow[]).map(
      (each) => [each.id, organizationOf(words.dictionary, each)] as const,
    );
    return Object.assign(coalition, { organizationRows, organizations: new Map(organizations) });
  }

  /** In the order of the places, which this transaction has found. */
  async at(
    ctx: RequestContext,
    slugs: ReadonlyMap<string, string>,
    places: readonly CoalitionPlace[],
  ): Promise<Coalition[]> {
    const networks = [...new Set(places.map(({ network_id }) => network_id))];
    const loads = networks.map(
      async (key) => [key, await this.wordsOf(ctx, key, slugs.get(key) ?? '')] as const,
    );
    const words = new Map(await Promise.all(loads));
    const counties = await this.counties.all(ctx);
    const kept = places.map((place) => {
      const coalition = this.cards.get(keyOf(place));
      return coalition?.state === place.state ? coalition : undefined;
    });
    const rows = await rowsAt(
      ctx,
      places.filter((_, index) => !kept[index]),
    );
    return places.flatMap((place, index): Coalition | Coalition[] => {
      const key = keyOf(place);
      const found = kept[index] ?? rows.get(key);
      // Between two statements of a transaction that writes, somebody else may have taken it back.
      if (!found) return [];
      const around = words.get(place.network_id)!;
      const coalition =
        found instanceof Coalition ? inWords(found, around) : this.made(found, around, counties);
      if (coalition !== found) this.keep(this.cards, ctx, key, coalition, coalition);
      return coalition;
    });
  }

  async byId(
    ctx: RequestContext,
    networkKey: string,
    networkSlug: string,
    id: string,
  ): Promise<Coalition | null> {
    const row = await ctx.loader(rowsById).load(`${networkKey} ${id}`);
    const [coalition] = row ? await this.at(ctx, new Map([[networkKey, networkSlug]]), [row]) : [];
    return coalition ?? null;
  }

  forget(ctx: RequestContext): void {
    ctx.forget(rowsById);
  }

  /** Two states that one transaction writes bear the same mark, so what such a one sees is its own alone. */
  private keep<T extends object>(
    kept: Kept<T>,
    ctx: RequestContext,
    key: string,
    value: T,
    coalition: Coalition,
  ): void {
    if (ctx.writes || !kept.keepsAny) return;
    coalition.organizations?.forEach((organization) => last(organization));
    kept.set(key, value);
    last(coalition);
  }

  private async wordsOf(ctx: RequestContext, networkKey: string, networkSlug: string): Promise<Words> {
    const dictionary = await this.networks.dictionaryOf(ctx, networkKey);
    return { dictionary, pages: `${this.config.publicUrl}/coalitions/${networkSlug}` };
  }

  private made(row: CoalitionRow, words: Words, knownCounties: Coalition['knownCounties']): Coalition {
    return Object.assign(new Coalition(), words, {
      id: globalId('Coalition', row.network_id, row.id),
      networkKey: row.network_id,
      coalitionKey: row.id,
      state: row.state,
      card: row.card,
      knownCounties,
      slug: row.slug,
      claimed: row.claimed,
      demo: row.demo,
      publishedAt: new Date(row.published_at),
      verifiedOn: row.verified_on,
      strategyNumber: row.strategy_version,
      goalCodes: row.goal_codes,
    });
  }
}

interface Page {
  coalition: Coalition;
  /** Of its network, at which its organisations were last read. */
  revision: number;
}

type Words = Pick<Coalition, 'dictionary' | 'pages'>;

const isIn = ({ dictionary, pages }: Coalition, words: Words): boolean =>
  dictionary === words.dictionary && pages === words.pages;

/** The same, or another one where its network has changed its words or its name since. */
const inWords = (coalition: Coalition, words: Words): Coalition =>
  isIn(coalition, words) ? coalition : Object.assign(new Coalition(), coalition, words);

const keyOf = ({ network_id, id }: CoalitionPlace): string => `${network_id} ${id}`;

async function rowsAt(
  ctx: RequestContext,
  places: readonly CoalitionPlace[],
): Promise<ReadonlyMap<string, CoalitionRow | null>> {
  const loader = ctx.loader(rowsById);
  const found = places.map(async (place) => [keyOf(place), await loader.load(keyOf(place))] as const);
  return new Map(await Promise.all(found));
}

const rowsById = (ctx: RequestContext): DataLoader<string, CoalitionRow | null> =>
  new DataLoader(async (keys) => {
    const pairs = keys.map((key) => key.split(' '));
    const values = [pairs.map(([network]) => network), pairs.map(([, coalition]) => coalition)];
    const [found] = await ctx.sql<{ rows: CoalitionRow[] }>('coalitions_by_id', BY_IDS, values);
    const rows = new Map(found!.rows.map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
