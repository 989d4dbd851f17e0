import 'reflect-metadata';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from './app.module.ts';
import type { ReadyConfig } from './platform/config.ts';
import { refuseBrokenGates } from './platform/database/gates.ts';
import { giveKeptAnswers } from './platform/graphql/kept-answers.ts';
import { limits } from './platform/graphql/limits.ts';
import { openToOrigins, restrictBrowsers } from './platform/http/headers.ts';
import { NestLog } from './platform/http/nest-log.ts';
import { refuseDeepBodies } from './platform/http/json-body.ts';
import { registerTransport } from './platform/http/transport.ts';
import { countRequests } from './platform/metrics/metrics-server.ts';
import { createLogger, SettingsModule } from './platform/settings.module.ts';

@Module({})
class Registry {
  static of(config: ReadyConfig, logger: ReturnType<typeof createLogger>): DynamicModule {
    return { module: Registry, imports: [SettingsModule.of(config, logger), AppModule] };
  }
}

/** The server, ready to listen. Refused while the database does not keep coalitions apart as it must. */
export async function createApp(config: ReadyConfig): Promise<NestFastifyApplication> {
  await refuseBrokenGates(config.databaseUrl);
  const logger = createLogger(config.logLevel);
  const adapter = new FastifyAdapter({
    bodyLimit: limits.bodyBytes,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    requestTimeout: 15_000,
    // Behind a balancer connections then move to servers that were added since.
    maxRequestsPerSocket: 1_000,
    // Of a client that has stopped reading its answer, too. A file may take this long to begin.
    connectionTimeout: 70_000,
    // Node looks for those that are late every 30 seconds unless told otherwise.
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 },
    forceCloseConnections: 'idle',
    genReqId: () => crypto.randomUUID(),
    // An address that cannot be read never comes to the hooks and filters of the others.
    frameworkErrors: (_error: Error, _request: FastifyRequest, reply: FastifyReply) =>
      void reply
        .status(400)
        .header('x-content-type-options', 'nosniff')
        .send({ message: 'This address cannot be read.', code: 'BAD_USER_INPUT', fields: {} }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(Registry.of(config, logger), adapter, {
    logger: new NestLog(logger),
    abortOnError: false,
  });
  await restrictBrowsers(app, config);
  openToOrigins(app, config);
  registerTransport(app, logger);
  refuseDeepBodies(app, limits.bodyBytes);
  giveKeptAnswers(app);
  countRequests(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
