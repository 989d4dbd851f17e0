import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import type { ReadyConfig } from '../platform/config.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { AccountOutbox } from './account-outbox.ts';
import { AccountPagesController } from './account-pages.controller.ts';
import { AccountsResolver } from './accounts.resolver.ts';
import { AccountsService } from './accounts.service.ts';
import { AllowGuard } from './allow.guard.ts';
import { BearerStrategy } from './bearer.strategy.ts';
import { IdentityResolver } from './identity.resolver.ts';
import { InvitationPageController } from './invitation-page.controller.ts';
import { MemberPlaces } from './member-places.service.ts';
import { MembersService } from './members.service.ts';
import { NewPasswordsService } from './new-passwords.service.ts';
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
  controllers: [InvitationPageController, AccountPagesController],
  providers: [
    BearerStrategy,
    Tokens,
    SessionsService,
    MemberPlaces,
    NewPasswordsService,
    MembersService,
    AccountsService,
    AccountOutbox,
    IdentityResolver,
    AccountsResolver,
    OwnSettingsResolver,
    { provide: APP_GUARD, useClass: AllowGuard },
  ],
  exports: [SessionsService, MembersService],
})
export class IdentityModule {}
