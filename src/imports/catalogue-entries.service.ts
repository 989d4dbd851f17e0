import { Injectable } from '@nestjs/common';
import type { Scope } from '../coalitions/profile.types.ts';
import { nameKey } from '../coalitions/name-key.ts';
import type { UpdateProfileInput } from '../coalitions/profile.inputs.ts';
import { ProfilesService } from '../coalitions/profiles.service.ts';
import { WorkspacesService } from '../coalitions/workspaces.service.ts';
import type { Network } from '../networks/network.type.ts';
import { NetworksService } from '../networks/networks.service.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId } from '../platform/graphql/ids.ts';
import { PublicationPart } from '../publishing/publishing.inputs.ts';
import { PublishingService } from '../publishing/publishing.service.ts';
import { IMPORT_TURN, KNOWN, type KnownRow } from './catalogue.queries.ts';
import { type Known, type Plan, planOf, type Step } from './catalogue-plan.ts';
import type { ReportRow, UnderstoodRow } from './catalogue.types.ts';
import type { CatalogueEntry } from './rows/interpretation.ts';

interface Draft {
  coalitionId: string;
  revision: number;
  step: Step;
}

/** Rows of one network, within one transaction. */
@Injectable()
export class CatalogueEntries {
  constructor(
    private readonly networks: NetworksService,
    private readonly workspaces: WorkspacesService,
    private readonly profiles: ProfilesService,
    private readonly publishing: PublishingService,
  ) {}

  /** What would become of the rows. Changes nothing. */
  async plan(ctx: RequestContext, slug: string, rows: UnderstoodRow[]): Promise<Plan> {
    const network = await this.enter(ctx, slug);
    return planOf(rows, slug, await this.known(ctx, network, null));
  }

  /** Saves and publishes them; what they would do is worked out anew, by what the network has now. */
  async write(ctx: RequestContext, slug: string, rows: UnderstoodRow[], file: string): Promise<ReportRow[]> {
    const network = await this.enter(ctx, slug);
    await ctx.sql('import_turn', IMPORT_TURN, [network.key]);
    const names = rows.flatMap(({ entry }) => (entry ? nameKey(entry.name) : []));
    const plan = planOf(rows, slug, await this.known(ctx, network, names));
    // Whoever publishes locks the draft and then takes the network's turn, so here all drafts come before all turns.
    const drafts: Draft[] = [];
    for (const step of plan.steps) if (isToDo(step)) drafts.push(await this.draft(ctx, network, step));
    const slugs = new Map<number, string>();
    for (const draft of drafts) {
      const published = await this.publish(ctx, draft, file);
      for (const line of draft.step.lines) slugs.set(line, published);
    }
    return plan.rows.map((row) => ({ ...row, coalition: slugs.get(row.line) ?? row.coalition }));
  }

  private async enter(ctx: RequestContext, slug: string): Promise<Network> {
    const network = await this.networks.require(ctx, slug);
    await ctx.enterNetwork(network.key, 'admin');
    return network;
  }

  private async known(ctx: RequestContext, network: Network, names: string[] | null): Promise<Known[]> {
    const rows = await ctx.sql<KnownRow>('known_coalitions', KNOWN, [network.key, names]);
    return rows.map(({ id, slug, name, state, claimed, revision, profile, backbone }) => ({
      ...{ id, slug, nameKey: nameKey(name), state, claimed, revision, content: profile, backbone },
    }));
  }

  private async draft(ctx: RequestContext, network: Network, step: Step): Promise<Draft> {
    ctx.moveOn();
    const { entry, known } = step;
    const { name, kindCode } = entry;
    const coalitionId = known
      ? globalId('Coalition', network.key, known.id)
      : (await this.workspaces.create(ctx, { network: network.slug, name, kindCode })).coalitionId;
    const expectedRevision = known?.revision ?? 1;
    // The kind is often a guess: it is given once, and then left to whoever keeps the entry.
    await this.profiles.update(ctx, { coalitionId, expectedRevision, ...fieldsOf(entry) });
    return { coalitionId, revision: expectedRevision + 1, step };
  }

  private async publish(
    ctx: RequestContext,
    { coalitionId, revision, step }: Draft,
    file: string,
  ): Promise<string> {
    ctx.moveOn();
    const { slug } = await this.publishing.publish(ctx, {
      ...{ coalitionId, expectedProfileRevision: revision, parts: [PublicationPart.PROFILE] },
      rationale: `Imported from ${file}, line ${step.lines.join(', ')}`,
    });
    return slug;
  }
}

export const isToDo = ({ action }: Step): boolean => action === 'CREATE' || action === 'UPDATE';

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
