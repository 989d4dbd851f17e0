import { Module } from '@nestjs/common';
import { NetworkRevisions } from './network-revisions.ts';
import { NetworkAdministration } from './network-administration.service.ts';
import { GoalsResolver, NetworkAdministrationResolver, NetworksResolver } from './networks.resolver.ts';
import { NetworksService } from './networks.service.ts';

@Module({
  providers: [
    ...[NetworksService, NetworkRevisions, NetworkAdministration],
    ...[NetworksResolver, NetworkAdministrationResolver, GoalsResolver],
  ],
  exports: [NetworksService, NetworkAdministration],
})
export class NetworksModule {}
