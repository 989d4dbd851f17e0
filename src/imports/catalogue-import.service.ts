import { Injectable } from '@nestjs/common';
import type { CatalogueEntry } from './rows/interpretation.ts';
import type { Scope } from '../coalitions/profile.types.ts';
import { nameKey } from '../coalitions/name-key.ts';
import { ProfilesService } from '../coalitions/profiles.service.ts';
import type { UpdateProfileInput } from '../coalitions/profile.inputs.ts';
import { WorkspacesService } from '../coalitions/workspaces.service.ts';
import { NetworksService } from '../networks/networks.service.ts';
import type { Network } from '../networks/network.type.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { DomainError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import type { Viewer } from '../platform/viewer.ts';
import { PublicationPart } from '../publishing/publishing.inputs.ts';
import { PublishingService } from '../publishing/publishing.service.ts';
import { KNOWN, type KnownRow, REVISION } from './catalogue.queries.ts';
import { type Known, type Plan, planOf, type Step } from './catalogue-plan.ts';
import type { ImportReport, ReportRow, UnderstoodRow } from './catalogue.types.ts';

export interface ImportWish {
  /** Slug; null for each row's own, by its state. */
  network: string | null;
  file: string;
  dryRun: boolean;
  /** Slugs, by state, of networks that would be made before the rows are saved. */
  missing?: ReadonlyMap<string, string>;
  /** Done first, in the transaction of a network. */
  first?: (ctx: RequestContext) => Promise<void>;
  /** Told after each coalition that was saved. */
  progress?: (done: number, all: number) => void;
}

/** Adds published, unclaimed catalogue entries to networks, as an account that is their admin. */
@Injectable()
export class CatalogueImport {
  constructor(
    private readonly db: TenantDb,
    private readonly networks: NetworksService,
    private readonly workspaces: WorkspacesService,
    private readonly profiles: ProfilesService,
    private readonly publishing: PublishingService,
  ) {}

  /** One transaction a network: all of its rows, or none of them. */
  async run(viewer: Viewer, rows: UnderstoodRow[], wish: ImportWish): Promise<ImportReport> {
    const report: ImportReport = { file: wish.file, dryRun: wish.dryRun, rows: [], failures: {} };
    const byNetwork = await this.byNetwork(viewer, rows, wish);
    for (const [network, own] of byNetwork.found) {
      try {
        if (byNetwork.notThere.has(network)) {
          report.rows.push(...planOf(own, network, []).rows);
          continue;
        }
        const mode = wish.dryRun ? 'read' : 'write';
        report.rows.push(
          ...(await this.db.run(viewer, mode, 'importCatalogue', (ctx) =>
            this.importInto(ctx, network, own, wish),
          )),
        );
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        report.failures[network] = error.message;
        report.rows.push(...own.map((row) => refused(row, network, error.message)));
      }
    }
    report.rows.push(...byNetwork.refused);
    report.rows.sort((a, b) => a.line - b.line);
    return report;
  }

  private async byNetwork(
    viewer: Viewer,
    rows: UnderstoodRow[],
    { network: only, missing, dryRun }: ImportWish,
  ): Promise<{ found: Map<string, UnderstoodRow[]>; refused: ReportRow[]; notThere: Set<string> }> {
    const networks = await this.db.run(viewer, 'read', 'importCatalogue', (ctx) => this.networks.all(ctx));
    const found = new Map<string, UnderstoodRow[]>();
    const refusals: ReportRow[] = [];
    for (const row of rows) {
      const of = networks.filter(({ states }) => row.state !== null && states.includes(row.state));
      const wouldBe = dryRun && of.length === 0 ? missing?.get(row.state ?? '') : undefined;
      const problem =
        !row.entry || wouldBe ? null : only === null ? ambiguity(row, of) : mismatch(row, only, of);
      const network = only ?? of[0]?.slug ?? wouldBe;
      if (problem !== null || network === undefined) refusals.push(refused(row, null, problem));
      else found.set(network, [...(found.get(network) ?? []), row]);
    }
    const there = new Set(networks.map(({ slug }) => slug));
    return {
      found,
      refused: refusals,
      notThere: new Set([...found.keys()].filter((slug) => !there.has(slug) && only === null)),
    };
  }

  private async importInto(
    ctx: RequestContext,
    slug: string,
    rows: UnderstoodRow[],
    { dryRun, file, first, progress }: ImportWish,
  ): Promise<ReportRow[]> {
    const network = await this.networks.require(ctx, slug);
    await ctx.enterNetwork(network.key, 'admin');
    await first?.(ctx);
    const plan = planOf(rows, slug, await this.known(ctx, network));
    if (dryRun) return plan.rows;
    const slugs = await this.apply(ctx, network, plan, file, progress);
    return plan.rows.map((row) => ({ ...row, coalition: slugs.get(row.line) ?? row.coalition }));
  }

  private async known(ctx: RequestContext, network: Network): Promise<Known[]> {
    const rows = await ctx.sql<KnownRow>('known_coalitions', KNOWN, [network.key]);
    return rows.map((row) => ({
      ...{ id: row.id, slug: row.slug, nameKey: nameKey(row.name), state: row.state, claimed: row.claimed },
      ...{ content: row.profile, backbone: row.backbone },
    }));
  }

  private async apply(
    ctx: RequestContext,
    network: Network,
    { steps }: Plan,
    file: string,
    progress: ImportWish['progress'],
  ): Promise<Map<number, string>> {
    const slugs = new Map<number, string>();
    const toDo = steps.filter(({ action }) => action === 'CREATE' || action === 'UPDATE');
    for (const [done, step] of toDo.entries()) {
      const slug = await this.save(
        ctx,
        network,
        step,
        `Imported from ${file}, line ${step.lines.join(', ')}`,
      );
      for (const line of step.lines) slugs.set(line, slug);
      progress?.(done + 1, toDo.length);
    }
    return slugs;
  }

  private async save(
    ctx: RequestContext,
    network: Network,
    { entry, known }: Step,
    rationale: string,
  ): Promise<string> {
    ctx.moveOn();
    const { name, kindCode } = entry;
    const coalitionId = known
      ? globalId('Coalition', network.key, known.id)
      : (await this.workspaces.create(ctx, { network: network.slug, name, kindCode })).coalitionId;
    const expectedRevision = known ? await this.revision(ctx, network, known.id) : 1;
    // The kind is often a guess: it is given once, and then left to whoever keeps the entry.
    await this.profiles.update(ctx, { coalitionId, expectedRevision, ...fieldsOf(entry) });
    const { slug } = await this.publishing.publish(ctx, {
      ...{ coalitionId, expectedProfileRevision: expectedRevision + 1, rationale },
      parts: [PublicationPart.PROFILE],
    });
    return slug;
  }

  private async revision(ctx: RequestContext, network: Network, id: string): Promise<number> {
    await ctx.enterNetwork(network.key, 'admin');
    const [row] = await ctx.sql<{ revision: number }>('profile_revision', REVISION, [id]);
    ctx.moveOn();
    return row!.revision;
  }
}

/** What the entry does not say is left out, and so stays. */
function fieldsOf(entry: CatalogueEntry): Partial<UpdateProfileInput> {
  const { name, scope, backbone, website, foundedYear, summary, mission } = entry;
  const list = <T>(items: T[]): T[] | undefined => (items.length === 0 ? undefined : items);
  return {
    ...{ name, website: website ?? undefined, foundedYear: foundedYear ?? undefined },
    ...{ summary: summary ?? undefined, mission: mission ?? undefined },
    scope: scope === 'UNSTATED' ? undefined : (scope as Scope),
    backbone: backbone === null ? undefined : { name: backbone },
    aliases: list(entry.aliases),
    counties: list(entry.counties) as UpdateProfileInput['counties'],
    sectorCodes: list(entry.sectorCodes),
    frameworkCodes: list(entry.frameworkCodes),
    populationCodes: list(entry.populationCodes),
    sources: list(entry.sources),
  };
}

function ambiguity({ state }: UnderstoodRow, networks: Network[]): string | null {
  if (networks.length === 1) return null;
  return networks.length === 0
    ? `No network of the registry is of the state ${state}.`
    : `Several networks are of the state ${state}: ${networks.map(({ slug }) => slug).join(', ')}. Import into one of them by its slug.`;
}

const mismatch = ({ state }: UnderstoodRow, slug: string, networks: Network[]): string | null =>
  networks.some((network) => network.slug === slug)
    ? null
    : `The network ${slug} is not of the state ${state}.`;

const refused = (row: UnderstoodRow, network: string | null, message: string | null): ReportRow => ({
  ...{ line: row.line, name: row.name, state: row.state, network, outcome: 'REFUSED', coalition: null },
  remarks:
    message === null ? row.remarks : [...row.remarks, { column: 'state', severity: 'REFUSED', message }],
});
