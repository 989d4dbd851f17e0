import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { inCoalition } from '../identity/member-places.service.ts';
import { MembersService } from '../identity/members.service.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { NetworksService } from '../networks/networks.service.ts';
import { CountiesService } from '../places/counties.service.ts';
import { badInput, DomainError } from '../platform/errors.ts';
import { Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { globalId, parseIdOf } from '../platform/graphql/ids.ts';
import { onceUnderKey } from '../platform/graphql/idempotency.ts';
import { DraftsService } from './drafts.service.ts';
import { nameKey } from './name-key.ts';
import { cardOf } from './profile.content.ts';
import type { CreateCoalitionInput } from './workspace.inputs.ts';
import { ProfileDraft, Workspace } from './workspace.types.ts';

@Injectable()
export class WorkspacesService {
  constructor(
    private readonly drafts: DraftsService,
    private readonly networks: NetworksService,
    private readonly counties: CountiesService,
    private readonly members: MembersService,
    private readonly sessions: SessionsService,
  ) {}

  /** Null for a coalition that is not there, not theirs, or not given as an id: the three look the same. */
  async find(ctx: RequestContext, id: string): Promise<Workspace | null> {
    const coalition = parseIdOf('Coalition', id);
    if (!ctx.viewer) return null;
    await this.sessions.current(ctx);
    if (!coalition) return null;
    try {
      await ctx.enter(coalition.id, 'read', 'coalition', coalition.networkId);
    } catch (error) {
      if (error instanceof DomainError && error.extensions.code === 'NOT_FOUND') return null;
      throw error;
    }
    return this.open(ctx, coalition.id);
  }

  /** Of the coalition that the operation has entered. */
  async open(ctx: RequestContext, coalitionId: string): Promise<Workspace> {
    const profile = await this.drafts.profile(ctx, coalitionId);
    const content = await this.drafts.content(ctx, profile);
    const [place] = await ctx.lookup<{ coalition_slug: string }>(
      'coalition_slug',
      'select access.coalition_slug($1) as coalition_slug',
      [coalitionId],
    );
    const { networkId, revision, verifiedOn, completeness: percent, missing } = profile;
    const draft = Object.assign(new ProfileDraft(), {
      ...{ revision, verifiedOn, coalitionKey: coalitionId, networkKey: networkId },
      slug: place!.coalition_slug,
      card: cardOf(content),
      content,
      dictionary: await this.networks.dictionaryOf(ctx, networkId),
      knownCounties: await this.counties.all(ctx),
    });
    return Object.assign(new Workspace(), {
      coalitionId: globalId('Coalition', networkId, coalitionId),
      ...{
        coalitionKey: coalitionId,
        networkKey: networkId,
        profile: draft,
        completeness: { percent, missing },
      },
    });
  }

  /** The first lead is invited in the same transaction: no coalition without the mail, no mail without the coalition. */
  async create(ctx: RequestContext, input: CreateCoalitionInput, demo = false): Promise<Workspace> {
    const network = await this.networks.require(ctx, input.network);
    await ctx.enterNetwork(network.key, 'admin');
    const { idempotencyKey, ...request } = input;
    const id = await onceUnderKey(ctx, idempotencyKey, { createCoalition: request }, () =>
      this.add(ctx, network.key, input, demo),
    );
    await ctx.settleIn(id);
    return this.open(ctx, id);
  }

  private async add(
    ctx: RequestContext,
    networkKey: string,
    input: CreateCoalitionInput,
    demo: boolean,
  ): Promise<string> {
    const kindCode = input.kindCode ?? 'local-coalition';
    const dictionary = await this.networks.dictionaryOf(ctx, networkKey);
    if (!dictionary.term('coalition-kind', kindCode)) {
      throw badInput({ 'input.kindCode': 'No term of the taxonomy coalition-kind has this code.' });
    }
    const id = randomUUID();
    const name = input.name.trim();
    const slug = input.slug ?? slugOf(name);
    await ctx.sql('register_coalition', 'select access.register_coalition($1, $2, $3, $4, $5)', [
      ...[id, slug, input.slug != null, name, demo],
    ]);
    await ctx.sql(
      'add_profile',
      `insert into private.profiles (coalition_id, network_id, name, kind_code, changed_by) values ($1, $2, $3, $4, $5)`,
      [id, networkKey, name, kindCode, ctx.viewer?.accountId],
    );
    await ctx.settleIn(id);
    if (input.leadEmail != null) {
      const lead = { email: input.leadEmail, role: Role.LEAD, language: input.language };
      await this.members.send(ctx, lead, inCoalition(id));
    }
    return id;
  }
}

/** Room is left for a number, should the slug be taken. */
const slugOf = (name: string): string =>
  nameKey(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 55)
    .replace(/^-+|-+$/g, '') || 'coalition';
