import { Module } from '@nestjs/common';
import { CoalitionsModule } from '../coalitions/coalitions.module.ts';
import { NetworksModule } from '../networks/networks.module.ts';
import { PlacesModule } from '../places/places.module.ts';
import { StrategiesModule } from '../strategies/strategies.module.ts';
import { PublishingResolver } from './publishing.resolver.ts';
import { PublishingService } from './publishing.service.ts';
import { StrategyPublishing } from './strategy-publishing.service.ts';

@Module({
  imports: [CoalitionsModule, NetworksModule, PlacesModule, StrategiesModule],
  providers: [StrategyPublishing, PublishingService, PublishingResolver],
  exports: [PublishingService],
})
export class PublishingModule {}
