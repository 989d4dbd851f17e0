import type { Type } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Organization, Term } from '../networks/goal.type.ts';
import { Source } from '../networks/source.type.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import {
  AgeFocus,
  Coalition,
  CoverageArea,
  Initiative,
  Partner,
  type ProfileFields,
} from './coalition.types.ts';
import { ProfileContents } from './profile-contents.service.ts';
import { ProfileDraft } from './workspace.types.ts';

/** The fields that a published coalition and a draft have alike, each worked out from its codes. */
function profileFieldsResolver(type: Type<ProfileFields>) {
  @Resolver(() => type, { isAbstract: true })
  abstract class ProfileFieldsResolver {
    constructor(readonly contents: ProfileContents) {}

    @ResolveField(() => Term, { description: 'Of the taxonomy `coalition-kind`.' })
    kind(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Term> {
      return this.contents.term(ctx, of, 'coalition-kind', of.card.kindCode);
    }

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

    @ResolveField(() => AgeFocus, {
      nullable: true,
      description: 'The ages that it works for; null when it has not said.',
    })
    ageFocus(@Parent() of: ProfileFields): AgeFocus | null {
      return this.contents.ageFocus(of);
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

    @ResolveField(() => [CoverageArea], { description: 'The counties that it covers, wholly or in part.' })
    counties(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<CoverageArea[]> {
      return this.contents.coverage(ctx, of);
    }

    @ResolveField(() => [Term], { description: 'The sectors at its table: of the taxonomy `sector`.' })
    sectors(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Term[]> {
      return this.contents.terms(ctx, of, 'sector', of.card.sectorCodes);
    }

    @ResolveField(() => [Term], { description: 'Whom it works for: of the taxonomy `population`.' })
    populations(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Term[]> {
      return this.contents.terms(ctx, of, 'population', of.card.populationCodes);
    }

    @ResolveField(() => [Term], { description: 'What it builds on: of the taxonomy `framework`.' })
    frameworks(@Ctx() ctx: RequestContext, @Parent() of: ProfileFields): Promise<Term[]> {
      return this.contents.terms(ctx, of, 'framework', of.card.frameworkCodes);
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
