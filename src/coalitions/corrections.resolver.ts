import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Network } from '../networks/network.type.ts';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { Ctx, type RequestContext } from '../platform/graphql/ctx.ts';
import { Coalition } from './coalition.types.ts';
import { CoalitionsService } from './coalitions.service.ts';
import { Correction, SettleCorrectionInput, SuggestCorrectionInput } from './correction.types.ts';
import { CorrectionsService } from './corrections.service.ts';
import { Workspace } from './workspace.types.ts';
import { WorkspacesService } from './workspaces.service.ts';

@Resolver(() => Workspace)
export class WorkspaceCorrectionsResolver {
  constructor(
    private readonly suggested: CorrectionsService,
    private readonly workspaces: WorkspacesService,
  ) {}

  @ResolveField(() => [Correction], {
    description: 'What others say is wrong in its record, newest first; at most 500.',
  })
  corrections(@Ctx() ctx: RequestContext, @Parent() workspace: Workspace): Promise<Correction[]> {
    return this.suggested.ofWorkspace(ctx, workspace);
  }

  @Mutation(() => Boolean, {
    name: 'suggestCorrection',
    description:
      "Tells who keeps an entry that something in it is wrong: its members, or its network's staff while no lead has taken it over. RATE_LIMITED after ten in a quarter of an hour.",
  })
  @Allow('ANYONE')
  suggestCorrection(
    @Ctx() ctx: RequestContext,
    @Args('input') input: SuggestCorrectionInput,
  ): Promise<boolean> {
    return this.suggested.suggest(ctx, input);
  }

  @Mutation(() => Workspace, {
    name: 'settleCorrection',
    description: 'Says what became of a suggested correction. It changes nothing in the profile by itself.',
  })
  @Allow(Role.LEAD, Role.EDITOR, Role.NETWORK_ADMIN)
  async settleCorrection(
    @Ctx() ctx: RequestContext,
    @Args('input') input: SettleCorrectionInput,
  ): Promise<Workspace> {
    return this.workspaces.open(ctx, await this.suggested.settle(ctx, input));
  }
}

@Resolver(() => Network)
export class NetworkCorrectionsResolver {
  constructor(private readonly suggested: CorrectionsService) {}

  @ResolveField(() => [Correction], {
    description:
      "For the network's staff: open suggestions for entries that no lead has taken over, the oldest first, at most 500. NOT_FOUND for everybody else.",
  })
  corrections(@Ctx() ctx: RequestContext, @Parent() network: Network): Promise<Correction[]> {
    return this.suggested.ofNetwork(ctx, network);
  }
}

@Resolver(() => Correction)
export class CorrectionsResolver {
  constructor(private readonly coalitions: CoalitionsService) {}

  @ResolveField(() => Coalition, {
    nullable: true,
    description: 'The record that it is about; null when it is not public any more.',
  })
  coalition(@Ctx() ctx: RequestContext, @Parent() of: Correction): Promise<Coalition | null> {
    return this.coalitions.byId(ctx, of.networkKey, of.coalitionKey);
  }
}
