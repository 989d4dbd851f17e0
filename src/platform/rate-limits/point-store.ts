import type { FactoryProvider } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ReadyConfig } from '../config.ts';
import { TenantDb } from '../database/tenant-db.ts';
import { CONFIG, LOGGER } from '../settings.module.ts';
import { DatabasePoints } from './database-points.ts';
import type { PointStore } from './point-leases.ts';

export const POINT_STORE = Symbol('point store');

/** The client for Redis is loaded only where there is one: it takes a tenth of a second and 18 MB. */
export const pointStore: FactoryProvider<PointStore> = {
  provide: POINT_STORE,
  inject: [CONFIG, LOGGER, TenantDb],
  useFactory: async ({ redis }: ReadyConfig, logger: Logger, db: TenantDb) => {
    if (!redis) return new DatabasePoints(db);
    const { RedisPoints } = await import('./redis-points.ts');
    return new RedisPoints(redis, logger);
  },
};
