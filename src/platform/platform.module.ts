import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { DatabaseModule } from './database/database.module.ts';
import { AnswerCache } from './graphql/answer-cache.ts';
import { InputPipe } from './graphql/input.pipe.ts';
import { NodeRegistry, NodeResolver } from './graphql/node.ts';
import { DateScalar } from './graphql/scalars.ts';
import { ErrorFilter } from './http/error.filter.ts';
import { ExplorerController } from './http/explorer.controller.ts';
import { HealthController } from './http/health.controller.ts';
import { TokenPageController } from './http/token-page.controller.ts';
import { DeadLettersResolver } from './mail/dead-letters.resolver.ts';
import { MailOutbox } from './mail/mail-outbox.ts';
import { Metrics } from './metrics/metrics.ts';
import { pointStore } from './rate-limits/point-store.ts';
import { RateLimits } from './rate-limits/rate-limits.ts';

@Global()
@Module({
  imports: [DatabaseModule],
  controllers: [HealthController, ExplorerController, TokenPageController],
  providers: [
    ...[AnswerCache, NodeRegistry, NodeResolver, DateScalar, DeadLettersResolver, MailOutbox, Metrics],
    ...[RateLimits, pointStore],
    { provide: APP_PIPE, useClass: InputPipe },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
  exports: [AnswerCache, NodeRegistry, Metrics, RateLimits],
})
export class PlatformModule {}
