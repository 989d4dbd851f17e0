import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { ReadyConfig } from '../config.ts';
import { CONFIG } from '../settings.module.ts';
import { dataSourceOptions } from './data-source.ts';
import { FileStreams } from './file-streams.ts';
import { Replica } from './replica.ts';
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
  providers: [TenantDb, FileStreams, Replica, Pools],
  exports: [TenantDb, FileStreams, Replica, Pools],
})
export class DatabaseModule {}
