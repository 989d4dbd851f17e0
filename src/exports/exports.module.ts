import { Module } from '@nestjs/common';
import { NetworksModule } from '../networks/networks.module.ts';
import { PlacesModule } from '../places/places.module.ts';
import { CountyMapController } from './county-map.controller.ts';
import { CountyMapService } from './county-map.service.ts';
import { ExportsController } from './exports.controller.ts';
import { ExportsService } from './exports.service.ts';

@Module({
  imports: [NetworksModule, PlacesModule],
  controllers: [ExportsController, CountyMapController],
  providers: [ExportsService, CountyMapService],
})
export class ExportsModule {}
