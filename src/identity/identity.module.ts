import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import type { ReadyConfig } from '../platform/config.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { AccountLocksResolver } from './account-locks.resolver.ts';
import { AccountLocksService } from './account-locks.service.ts';
import { AccountOutbox } from './account-outbox.ts';
import { AccountPagesController } from './account-pages.controller.ts';
import { AccountsResolver } from './accounts.resolver.ts';
import { AccountsService } from './accounts.service.ts';
import { AllowGuard } from './allow.guard.ts';
import { ApiKeyDoor } from './api-key-door.service.ts';
import { ApiKeysResolver } from './api-keys.resolver.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { Attempts } from './attempts.ts';
import { BearerStrategy } from './bearer.strategy.ts';
import { IdentityResolver } from './identity.resolver.ts';
import { InvitationLimits } from './invitation-limits.ts';
import { InvitationPageController } from './invitation-page.controller.ts';
import { MemberPlaces } from './member-places.service.ts';
import { MembersService } from './members.service.ts';
import { NewPasswordsService } from './new-passwords.service.ts';
import { OwnSessionsResolver } from './own-sessions.resolver.ts';
import { OwnSessionsService } from './own-sessions.service.ts';
import { OwnDataController } from './own-data.controller.ts';
import { OwnDataService } from './own-data.service.ts';
import { OwnSettingsResolver } from './own-settings.resolver.ts';
import { SessionsService } from './sessions.service.ts';
import { ACCESS_MINUTES, TOKEN, Tokens } from './tokens.ts';

@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [CONFIG],
      useFactory: (config: ReadyConfig) => ({
        secret: config.tokenSecret,
        signOptions: { ...TOKEN, expiresIn: `${ACCESS_MINUTES}m` },
      }),
    }),
  ],
  controllers: [InvitationPageController, AccountPagesController, OwnDataController],
  providers: [
    BearerStrategy,
    Tokens,
    Attempts,
    SessionsService,
    MemberPlaces,
    NewPasswordsService,
    InvitationLimits,
    MembersService,
    AccountsService,
    AccountOutbox,
    IdentityResolver,
    AccountsResolver,
    OwnSessionsService,
    OwnSessionsResolver,
    ApiKeyDoor,
    ApiKeysService,
    ApiKeysResolver,
    OwnDataService,
    AccountLocksService,
    AccountLocksResolver,
    OwnSettingsResolver,
    { provide: APP_GUARD, useClass: AllowGuard },
  ],
  exports: [Attempts, SessionsService, MembersService, ApiKeysService],
})
export class IdentityModule {}
