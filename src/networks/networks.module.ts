import { Module } from '@nestjs/common';
import { CrosswalkLinksResolver, CrosswalkResolver } from './crosswalk.resolver.ts';
import { CrosswalkService } from './crosswalk.service.ts';
import { FrameworkItemsResolver, FrameworksResolver } from './frameworks.resolver.ts';
import { DataUseAgreements } from './data-use-agreements.service.ts';
import { DataUseAgreementsResolver } from './data-use-agreements.resolver.ts';
import { FrameworksService } from './frameworks.service.ts';
import { GoalsResolver, NetworkGoalsResolver } from './goals.resolver.ts';
import { GoalsService } from './goals.service.ts';
import { NetworkRevisions } from './network-revisions.ts';
import { NetworkAdministration } from './network-administration.service.ts';
import { NetworkAdministrationResolver, NetworksResolver } from './networks.resolver.ts';
import { NetworksService } from './networks.service.ts';
import { OrganizationsService } from './organizations.service.ts';

@Module({
  providers: [
    ...[NetworksService, NetworkRevisions, NetworkAdministration, OrganizationsService],
    ...[GoalsService, FrameworksService, CrosswalkService],
    ...[NetworksResolver, NetworkAdministrationResolver, NetworkGoalsResolver, GoalsResolver],
    ...[DataUseAgreements, DataUseAgreementsResolver],
    ...[FrameworksResolver, FrameworkItemsResolver, CrosswalkResolver, CrosswalkLinksResolver],
  ],
  exports: [
    ...[NetworksService, OrganizationsService, NetworkAdministration],
    ...[GoalsService, FrameworksService, CrosswalkService],
  ],
})
export class NetworksModule {}
