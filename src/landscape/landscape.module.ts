import { Module } from '@nestjs/common';
import { CoalitionsModule } from '../coalitions/coalitions.module.ts';
import { NetworksModule } from '../networks/networks.module.ts';
import { PlacesModule } from '../places/places.module.ts';
import {
  LandscapeResolver,
  NetworkLandscapeResolver,
  PathwayExamplesResolver,
  PathwaysResolver,
  TieConnectionsResolver,
  TiesResolver,
} from './landscape.resolver.ts';
import { LandscapeService } from './landscape.service.ts';
import { PathwaysService } from './pathways.service.ts';
import { TiesService } from './ties.service.ts';

@Module({
  imports: [CoalitionsModule, NetworksModule, PlacesModule],
  providers: [
    ...[LandscapeService, PathwaysService, TiesService],
    ...[NetworkLandscapeResolver, LandscapeResolver, PathwaysResolver, PathwayExamplesResolver],
    ...[TiesResolver, TieConnectionsResolver],
  ],
})
export class LandscapeModule {}
