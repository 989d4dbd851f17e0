import { Injectable } from '@nestjs/common';
import type { Coalition } from '../coalitions/coalition.types.ts';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { DraftsService } from '../coalitions/drafts.service.ts';
import type { ProfileContent } from '../coalitions/profile.content.ts';
import { DraftOrganization, type Profile } from '../coalitions/profile.entity.ts';
import { ProfilesService } from '../coalitions/profiles.service.ts';
import type { DiscardDraftInput } from '../coalitions/workspace.inputs.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { OrganizationsService } from '../networks/organizations.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { badInput, conflict, notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { parseIdOf } from '../platform/graphql/ids.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { organizationIdsOf, publicationOf } from './publication.ts';
import { StrategyStarts } from '../strategies/strategy-starts.service.ts';
import {
  type ArchiveCoalitionInput,
  type MergeCoalitionsInput,
  PublicationPart,
  type PublishCoalitionInput,
  type UnpublishCoalitionInput,
  type VerifyProfileInput,
} from './publishing.inputs.ts';
import { StrategyPublishing } from './strategy-publishing.service.ts';

const BOTH = [PublicationPart.PROFILE, PublicationPart.STRATEGY];
const PUBLISHED_PROFILE = 'select profile from published.coalitions where network_id = $1 and id = $2';

/** The act by which a draft becomes the public record, and those that take it back. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly coalitions: CoalitionsService,
    private readonly profiles: ProfilesService,
    private readonly drafts: DraftsService,
    private readonly networks: NetworksService,
    private readonly organizations: OrganizationsService,
    private readonly counties: CountiesService,
    private readonly strategies: StrategyPublishing,
    private readonly starts: StrategyStarts,
  ) {}

  async publish(ctx: RequestContext, input: PublishCoalitionInput): Promise<Coalition> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'lead');
    const { idempotencyKey, ...request } = input;
    const networkKey = await onceUnderKey(ctx, idempotencyKey, request, async () => {
      const parts = input.parts ?? BOTH;
      if (parts.length === 0) throw badInput({ 'input.parts': 'Name at least one part.' });
      const profile = parts.includes(PublicationPart.PROFILE)
        ? await this.profiles.at(ctx, coalitionId, input.expectedProfileRevision)
        : await this.drafts.lockedProfile(ctx, coalitionId);
      const rationale = input.rationale ?? null;
      if (parts.includes(PublicationPart.PROFILE)) await this.put(ctx, profile, rationale);
      if (parts.includes(PublicationPart.STRATEGY)) {
        const owner = { networkKey: profile.networkId, coalitionKey: coalitionId };
        const expectedRevision = input.expectedStrategyRevision ?? null;
        const alone = !parts.includes(PublicationPart.PROFILE);
        await this.strategies.publish(ctx, owner, { expectedRevision, rationale, alone });
      }
      this.networks.forget(ctx);
      this.organizations.forget(ctx);
      this.coalitions.forget(ctx);
      return profile.networkId;
    });
    return (await this.coalitions.byId(ctx, networkKey, coalitionId))!;
  }

  /** "Everything still true": shows in the public record at once, and changes nothing else of it. */
  async verify(ctx: RequestContext, input: VerifyProfileInput): Promise<string> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'write');
    await this.profiles.at(ctx, coalitionId, input.expectedRevision);
    await ctx.sql('verify_profile', 'update private.profiles set verified_on = $2 where coalition_id = $1', [
      coalitionId,
      ctx.today,
    ]);
    await ctx.sql('mark_verified', 'select published.mark_verified($1)', [ctx.today]);
    return coalitionId;
  }

  /** The profile back to what is public, or the strategy to one that was. */
  async discard(ctx: RequestContext, input: DiscardDraftInput): Promise<string> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'write');
    if (input.strategyVersion != null) {
      await this.starts.goBack(ctx, coalitionId, input.expectedRevision, input.strategyVersion);
      return coalitionId;
    }
    const { networkId } = await this.profiles.at(ctx, coalitionId, input.expectedRevision);
    const [row] = await ctx.sql<{ profile: ProfileContent }>('published_profile', PUBLISHED_PROFILE, [
      networkId,
      coalitionId,
    ]);
    if (!row) throw conflict('Nothing of this coalition is published, so there is nothing to go back to.');
    const { byId } = await this.organizations.named(ctx, networkId, organizationIdsOf(row.profile), []);
    const organizations = [...byId.values()].map(
      ({ id, name, name_key: nameKey, url, sector_code: sectorCode }): DraftOrganization => ({
        ...{ coalitionId, id, name, nameKey, url, sectorCode },
        ownWording: false,
      }),
    );
    await this.drafts.addOrganizations(ctx, organizations);
    await this.profiles.save(ctx, coalitionId, row.profile);
    await ctx.sql('mark_discarded', 'select published.mark_discarded($1)', [input.expectedRevision + 1]);
    return coalitionId;
  }

  async unpublish(ctx: RequestContext, input: UnpublishCoalitionInput): Promise<string> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'steward');
    await ctx.sql('unpublish_coalition', 'select published.unpublish_coalition($1)', [input.reason]);
    return coalitionId;
  }

  async archive(ctx: RequestContext, input: ArchiveCoalitionInput): Promise<string> {
    const coalitionId = await this.profiles.enter(ctx, input.coalitionId, 'admin');
    await ctx.sql('archive_coalition', 'select published.archive_coalition($1)', [input.reason]);
    return coalitionId;
  }

  async merge(ctx: RequestContext, { idempotencyKey, ...request }: MergeCoalitionsInput): Promise<string> {
    const kept = await this.profiles.enter(ctx, request.keepId, 'admin');
    const gone = parseIdOf('Coalition', request.mergeId);
    if (!gone) throw notFound('coalition');
    await onceUnderKey(ctx, idempotencyKey, request, () =>
      ctx.sql('merge_coalition', 'select published.merge_coalition($1, $2)', [gone.id, request.reason]),
    );
    return kept;
  }

  private async put(ctx: RequestContext, profile: Profile, rationale: string | null): Promise<void> {
    await this.shareOrganizations(ctx, profile.coalitionId);
    const current = await this.drafts.profile(ctx, profile.coalitionId);
    const content = await this.drafts.content(ctx, current);
    const organizations = new Map(
      (await this.drafts.organizations(ctx, profile.coalitionId)).map(({ id, name }) => [id, name]),
    );
    const counties = await this.counties.all(ctx);
    const { revision, verifiedOn } = profile;
    const {
      record,
      card,
      profile: whole,
    } = publicationOf(
      { content, revision, verifiedOn, rationale },
      { organization: (id) => organizations.get(id) ?? '', county: (fips) => counties.get(fips)?.name ?? '' },
    );
    await ctx.sql('put_coalition', 'select published.put_coalition($1, $2, $3)', [
      JSON.stringify(record),
      JSON.stringify(card),
      JSON.stringify(whole),
    ]);
  }

  /** An organisation that two coalitions named on their own becomes one: the draft takes the id that the network has. */
  private async shareOrganizations(ctx: RequestContext, coalitionId: string): Promise<void> {
    const own = await this.drafts.organizations(ctx, coalitionId);
    if (own.length === 0) return;
    const wanted = own.map(({ coalitionId: _own, ...organization }) => organization);
    const shared = await ctx.sql<{ draft_id: string; id: string }>(
      'put_organizations',
      'select draft_id, id from published.put_organizations($1)',
      [JSON.stringify(wanted)],
    );
    for (const { draft_id: draftId, id } of shared.filter((row) => row.draft_id !== row.id)) {
      // Partners, backbone and leads follow by their foreign keys.
      await ctx.db.update(DraftOrganization, { coalitionId, id: draftId }, { id });
    }
    await ctx.db.update(DraftOrganization, { coalitionId, ownWording: true }, { ownWording: false });
  }
}
