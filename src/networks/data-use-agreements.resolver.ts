import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { AcceptDataUseAgreementInput, SaveDataUseAgreementInput } from './data-use-agreement.inputs.ts';
import { AgreementAcceptance, DataUseAgreement } from './data-use-agreement.types.ts';
import { DataUseAgreements } from './data-use-agreements.service.ts';
import { Network } from './network.type.ts';

@Resolver(() => Network)
export class DataUseAgreementsResolver {
  constructor(private readonly agreements: DataUseAgreements) {}

  @ResolveField(() => DataUseAgreement, {
    nullable: true,
    description: 'What it asks of those who read with an API key; null while it asks nothing.',
  })
  dataUseAgreement(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<DataUseAgreement | null> {
    return this.agreements.inForce(ctx, network);
  }

  @ResolveField(() => [AgreementAcceptance], {
    description:
      "For the network's admin: who has accepted which version, newest first, at most 500. FORBIDDEN for an analyst, NOT_FOUND for everybody else.",
  })
  agreementAcceptances(
    @Ctx() ctx: RequestContext,
    @Parent() network: Network,
  ): Promise<AgreementAcceptance[]> {
    return this.agreements.acceptances(ctx, network);
  }

  @Mutation(() => DataUseAgreement, {
    name: 'saveDataUseAgreement',
    description:
      'Puts a new version into force. From then on keys of the network answer FORBIDDEN until their owners have accepted it. The same texts again make no new version.',
  })
  @Allow(Role.NETWORK_ADMIN)
  saveDataUseAgreement(
    @Ctx() ctx: RequestContext,
    @Args('input') input: SaveDataUseAgreementInput,
  ): Promise<DataUseAgreement> {
    return this.agreements.save(ctx, input);
  }

  @Mutation(() => AgreementAcceptance, {
    name: 'acceptDataUseAgreement',
    description:
      'Accepts the version in force, signed in and in person: no key does it. Accepted again, it stays accepted as of the first time. CONFLICT, with `currentVersion`, for another version; NOT_FOUND without a role in the network, or where there is no agreement.',
  })
  @Allow(Role.RESEARCHER, Role.NETWORK_ADMIN, Role.NETWORK_ANALYST, Role.BOARD_CHAIR, Role.BOARD_MEMBER)
  acceptDataUseAgreement(
    @Ctx() ctx: RequestContext,
    @Args('input') input: AcceptDataUseAgreementInput,
  ): Promise<AgreementAcceptance> {
    return this.agreements.accept(ctx, input);
  }
}
