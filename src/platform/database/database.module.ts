import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { ReadyConfig } from '../config.ts';
import { CONFIG } from '../settings.module.ts';
import { dataSourceOptions } from './data-source.ts';
import { FileStreams } from './file-streams.ts';
import { Pools } from './pools.ts';
import { TenantDb } from './tenant-db.ts';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: ReadyConfig) => ({
        ...dataSourceOptions(config.databaseUrl),
        autoLoadEntities: true,
        retryAttempts: 0,
      }),
    }),
  ],
  providers: [TenantDb, FileStreams, Pools],
  exports: [TenantDb, FileStreams, Pools],
})
export class DatabaseModule {}
