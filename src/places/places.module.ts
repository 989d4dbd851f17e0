import { Module } from '@nestjs/common';
import { CountiesResolver } from './counties.resolver.ts';
import { CountiesService } from './counties.service.ts';

@Module({ providers: [CountiesService, CountiesResolver], exports: [CountiesService] })
export class PlacesModule {}
