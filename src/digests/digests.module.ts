import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { DigestFactsService } from './digest-facts.service.ts';
import { DigestsService } from './digests.service.ts';
import { UnsubscribeController } from './unsubscribe.controller.ts';

@Module({
  imports: [IdentityModule],
  controllers: [UnsubscribeController],
  providers: [DigestFactsService, DigestsService],
})
export class DigestsModule {}
