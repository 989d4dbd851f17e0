import { Module } from '@nestjs/common';
import { CoalitionsModule } from '../coalitions/coalitions.module.ts';
import { NetworksModule } from '../networks/networks.module.ts';
import {
  CoalitionStrategiesResolver,
  StrategiesResolver,
  StrategyAttributionsResolver,
  StrategyDraftsResolver,
  StrategyVersionConnectionsResolver,
  StrategyVersionsResolver,
} from './strategies.resolver.ts';
import { Drawings } from './drawings.service.ts';
import { StrategiesService } from './strategies.service.ts';
import { StrategyFilesController } from './strategy-files.controller.ts';
import { StrategyFiles } from './strategy-files.service.ts';
import { StrategyStarts } from './strategy-starts.service.ts';
import { StrategyVersions } from './strategy-versions.service.ts';

@Module({
  imports: [CoalitionsModule, NetworksModule],
  controllers: [StrategyFilesController],
  providers: [
    ...[Drawings, StrategiesService, StrategyFiles, StrategyStarts, StrategyVersions],
    ...[StrategiesResolver, StrategyDraftsResolver, StrategyVersionsResolver, CoalitionStrategiesResolver],
    ...[StrategyAttributionsResolver, StrategyVersionConnectionsResolver],
  ],
  exports: [StrategiesService, StrategyStarts, StrategyVersions],
})
export class StrategiesModule {}
