import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module.ts';
import { NetworksModule } from '../networks/networks.module.ts';
import { PlacesModule } from '../places/places.module.ts';
import {
  CoalitionConnectionsResolver,
  CoalitionsResolver,
  CoalitionTombstonesResolver,
  CountyCoalitionsResolver,
  GoalCoalitionsResolver,
  InitiativesResolver,
  MembershipNetworkResolver,
  NetworkCoalitionsResolver,
} from './coalitions.resolver.ts';
import { CoalitionsService } from './coalitions.service.ts';
import {
  CorrectionsResolver,
  NetworkCorrectionsResolver,
  WorkspaceCorrectionsResolver,
} from './corrections.resolver.ts';
import { CorrectionsService } from './corrections.service.ts';
import { DraftsService } from './drafts.service.ts';
import { ApiKeyNetworkResolver, NetworkKeysResolver } from './network-keys.resolver.ts';
import { ProfileContents } from './profile-contents.service.ts';
import { CoalitionProfileResolver, ProfileDraftFieldsResolver } from './profile-fields.resolver.ts';
import {
  DraftCoverage,
  DraftInitiative,
  DraftOrganization,
  DraftPartner,
  Profile,
} from './profile.entity.ts';
import { ProfilesService } from './profiles.service.ts';
import { PublicPagesController } from './public-pages.controller.ts';
import { PublishedCoalitions } from './published-coalitions.service.ts';
import { PublishedStates } from './published-states.service.ts';
import { WorkspaceLists } from './workspace-lists.service.ts';
import {
  AuditConnectionsResolver,
  NetworkWorkspacesResolver,
  ProfileDraftsResolver,
  WorkspaceConnectionsResolver,
  WorkspacesResolver,
} from './workspaces.resolver.ts';
import { WorkspacesService } from './workspaces.service.ts';

@Module({
  imports: [
    IdentityModule,
    NetworksModule,
    PlacesModule,
    TypeOrmModule.forFeature([Profile, DraftOrganization, DraftCoverage, DraftPartner, DraftInitiative]),
  ],
  controllers: [PublicPagesController],
  providers: [
    ...[
      CoalitionsService,
      CorrectionsService,
      DraftsService,
      ProfileContents,
      ProfilesService,
      PublishedCoalitions,
      PublishedStates,
      WorkspaceLists,
      WorkspacesService,
    ],
    ...[
      CoalitionsResolver,
      CoalitionProfileResolver,
      CoalitionConnectionsResolver,
      CoalitionTombstonesResolver,
    ],
    ...[
      CountyCoalitionsResolver,
      GoalCoalitionsResolver,
      InitiativesResolver,
      MembershipNetworkResolver,
      NetworkKeysResolver,
      ApiKeyNetworkResolver,
      NetworkCoalitionsResolver,
    ],
    ...[WorkspacesResolver, ProfileDraftsResolver, ProfileDraftFieldsResolver, NetworkWorkspacesResolver],
    ...[WorkspaceConnectionsResolver, AuditConnectionsResolver],
    ...[WorkspaceCorrectionsResolver, NetworkCorrectionsResolver, CorrectionsResolver],
  ],
  exports: [CoalitionsService, DraftsService, ProfilesService, WorkspacesService],
})
export class CoalitionsModule {}
