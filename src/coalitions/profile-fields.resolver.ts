import type { Type } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Organization } from '../networks/goal.type.ts';
import { Source } from '../networks/source.type.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { Coalition } from './coalition.types.ts';
import { Initiative, Partner, type ProfileFields } from './profile.types.ts';
import { ProfileContents } from './profile-contents.service.ts';
import { ProfileDraft } from './workspace.types.ts';

/** The fields that a published coalition and a draft have alike, each worked out from its codes. */
function profileFieldsResolver(type: Type<ProfileFields>) {
  @Resolver(() => type, { isAbstract: true })
  abstract class ProfileFieldsResolver {
    constructor(readonly contents: ProfileContents) {}

    @ResolveField(() => String, { nullable: true, description: 'What it is there for, in its own words.' })
    async mission(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<string | null> {
      return (await this.contents.whole(ctx, of)).mission;
    }

    @ResolveField(() => String, {
      nullable: true,
      description: 'A page or form to reach it by, never a private address.',
    })
    async contactUrl(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<string | null> {
      return (await this.contents.whole(ctx, of)).contactUrl;
    }

    @ResolveField(() => Organization, { nullable: true, description: 'The organisation that hosts it.' })
    async backbone(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Organization | null> {
      return of.card.backboneId === null ? null : this.contents.organization(ctx, of, of.card.backboneId);
    }

    @ResolveField(() => String, {
      nullable: true,
      description: 'How families with lived experience share in leadership.',
    })
    async familyVoice(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<string | null> {
      return (await this.contents.whole(ctx, of)).familyVoice;
    }

    @ResolveField(() => [Source], { description: 'Where the facts of this profile were published.' })
    async sources(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Source[]> {
      return (await this.contents.whole(ctx, of)).sources;
    }

    @ResolveField(() => [Partner], { description: 'The organisations that work with it, in its order.' })
    partners(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Partner[]> {
      return this.contents.partners(ctx, of);
    }

    @ResolveField(() => [Initiative], { description: 'Its efforts, in its order.' })
    initiatives(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Initiative[]> {
      return this.contents.initiatives(ctx, of);
    }
  }
  return ProfileFieldsResolver;
}

@Resolver(() => Coalition)
export class CoalitionProfileResolver extends profileFieldsResolver(Coalition) {
  constructor(contents: ProfileContents) {
    super(contents);
  }
}

@Resolver(() => ProfileDraft)
export class ProfileDraftFieldsResolver extends profileFieldsResolver(ProfileDraft) {
  constructor(contents: ProfileContents) {
    super(contents);
  }
}
