import { Module } from '@nestjs/common';
import { CoalitionsModule } from '../coalitions/coalitions.module.ts';
import { NetworksModule } from '../networks/networks.module.ts';
import { PlacesModule } from '../places/places.module.ts';
import { PublishingModule } from '../publishing/publishing.module.ts';
import { CatalogueEntries } from './catalogue-entries.service.ts';
import { CatalogueImport } from './catalogue-import.service.ts';
import { LikelyDuplicatesResolver, NetworkDuplicatesResolver } from './duplicates.resolver.ts';
import { DuplicatesService } from './duplicates.service.ts';
import { ImportsController } from './imports.controller.ts';
import { Spreadsheets } from './spreadsheets.service.ts';
import { Uploads } from './uploads.service.ts';

@Module({
  imports: [CoalitionsModule, NetworksModule, PlacesModule, PublishingModule],
  controllers: [ImportsController],
  providers: [
    ...[CatalogueEntries, CatalogueImport, DuplicatesService, Spreadsheets, Uploads],
    ...[NetworkDuplicatesResolver, LikelyDuplicatesResolver],
  ],
  exports: [CatalogueImport, Spreadsheets],
})
export class ImportsModule {}
