import { Injectable } from '@nestjs/common';
import { NetworksService } from '../networks/networks.service.ts';
import { OrganizationsService, type SharedOrganizations } from '../networks/organizations.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { badInput, conflict } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { parseIdOf } from '../platform/graphql/ids.ts';
import { completenessOf } from './completeness.ts';
import { DraftsService } from './drafts.service.ts';
import { nameKey } from './name-key.ts';
import { OrganizationBook } from './organization-book.ts';
import type { OrganizationInput } from './profile-items.inputs.ts';
import { changedProfile } from './profile-changes.ts';
import { unknownReferences } from './profile-references.ts';
import type { ProfileContent } from './profile.content.ts';
import { type DraftOrganization, Profile } from './profile.entity.ts';
import type { UpdateProfileInput } from './profile.inputs.ts';

@Injectable()
export class ProfilesService {
  constructor(
    private readonly drafts: DraftsService,
    private readonly networks: NetworksService,
    private readonly organizations: OrganizationsService,
    private readonly counties: CountiesService,
  ) {}

  async update(ctx: RequestContext, input: UpdateProfileInput): Promise<string> {
    const coalitionId = await this.enter(ctx, input.coalitionId, 'write');
    const profile = await this.at(ctx, coalitionId, input.expectedRevision);
    const dictionary = await this.networks.dictionaryOf(ctx, profile.networkId);
    const own = await this.drafts.organizations(ctx, coalitionId);
    const correctable = await this.drafts.correctableOrganizations(ctx, profile);
    const shared = await this.shared(ctx, profile.networkId, own, input);
    const book = new OrganizationBook(coalitionId, own, profile.networkId, shared, correctable);
    const counties = await this.counties.history(ctx);
    const content = changedProfile(await this.drafts.content(ctx, profile), input, book, counties.current);
    const problems = {
      ...unknownReferences(input, dictionary, counties),
      ...book.problems,
    };
    if (Object.keys(problems).length > 0) throw badInput(problems);
    await this.drafts.addOrganizations(ctx, book.changed.values());
    await this.save(ctx, coalitionId, content);
    return coalitionId;
  }

  async enter(
    ctx: RequestContext,
    id: string,
    need: 'read' | 'write' | 'lead' | 'steward' | 'admin',
  ): Promise<string> {
    const coalition = parseIdOf('Coalition', id);
    await ctx.enter(coalition?.id ?? null, need, 'coalition', coalition?.networkId);
    return coalition!.id;
  }

  /** The locked profile, if it still is what the caller has seen; else CONFLICT, with what they need to compare. */
  async at(ctx: RequestContext, coalitionId: string, expectedRevision: number): Promise<Profile> {
    const profile = await this.drafts.lockedProfile(ctx, coalitionId);
    if (profile.revision === expectedRevision) return profile;
    const [by] = await ctx.sql<{ name: string | null }>(
      'account_name',
      'select access.account_name($1) as name',
      [profile.changedBy],
    );
    throw conflict(
      `Somebody has saved since. Read revision ${profile.revision}, and save your changes on it.`,
      {
        currentRevision: profile.revision,
        changedBy: by?.name ?? null,
        changedAt: profile.changedAt.toISOString(),
      },
    );
  }

  private shared(
    ctx: RequestContext,
    networkKey: string,
    own: readonly DraftOrganization[],
    input: UpdateProfileInput,
  ): Promise<SharedOrganizations> {
    const given = organizationsIn(input);
    const ids = given.flatMap(({ id }) => (id == null ? [] : (parseIdOf('Organization', id)?.id ?? [])));
    const names = given.flatMap(({ name }) => (name == null ? [] : nameKey(name)));
    return this.organizations.named(ctx, networkKey, [...own.map(({ id }) => id), ...ids], names);
  }

  /** Everything of the content, its completeness, and one revision more. */
  async save(ctx: RequestContext, coalitionId: string, content: ProfileContent): Promise<void> {
    const { counties: _counties, partners: _partners, initiatives: _initiatives, ...columns } = content;
    const { percent, missing } = completenessOf(content);
    await ctx.db.update(
      Profile,
      { coalitionId },
      {
        ...columns,
        completeness: percent,
        missing,
        revision: () => 'revision + 1',
        changedAt: () => 'clock_timestamp()',
        changedBy: ctx.viewer?.accountId ?? null,
      },
    );
    await this.drafts.saveContent(ctx, coalitionId, content);
    await this.drafts.dropUnnamedOrganizations(ctx, coalitionId, content);
  }
}

const organizationsIn = ({ backbone, partners, initiatives }: UpdateProfileInput): OrganizationInput[] =>
  [
    ...[backbone, ...(partners ?? []).map(({ organization }) => organization)],
    ...(initiatives ?? []).map(({ leadOrganization }) => leadOrganization),
  ].filter((organization) => organization != null);
