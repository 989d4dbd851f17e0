import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Logger } from 'pino';
import { BoardsModule } from './boards/boards.module.ts';
import { CoalitionsModule } from './coalitions/coalitions.module.ts';
import { ExportsModule } from './exports/exports.module.ts';
import { authenticate } from './identity/bearer.strategy.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { ImportsModule } from './imports/imports.module.ts';
import { LandscapeModule } from './landscape/landscape.module.ts';
import { NetworksModule } from './networks/networks.module.ts';
import { PlacesModule } from './places/places.module.ts';
import { TenantDb } from './platform/database/tenant-db.ts';
import { AnswerCache } from './platform/graphql/answer-cache.ts';
import { graphqlOptions } from './platform/graphql/options.ts';
import { Metrics } from './platform/metrics/metrics.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { RateLimits } from './platform/rate-limits/rate-limits.ts';
import { LOGGER } from './platform/settings.module.ts';
import { PublishingModule } from './publishing/publishing.module.ts';
import { StrategiesModule } from './strategies/strategies.module.ts';

/** Floor by floor; the only place that knows them all. */
@Module({
  imports: [
    PlatformModule,
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [TenantDb, AnswerCache, Metrics, RateLimits, LOGGER],
      useFactory: (db: TenantDb, cache: AnswerCache, metrics: Metrics, limits: RateLimits, logger: Logger) =>
        graphqlOptions(authenticate, db, cache, metrics, limits, logger),
    }),
    IdentityModule,
    NetworksModule,
    PlacesModule,
    CoalitionsModule,
    StrategiesModule,
    BoardsModule,
    LandscapeModule,
    PublishingModule,
    ExportsModule,
    ImportsModule,
  ],
})
export class AppModule {}
