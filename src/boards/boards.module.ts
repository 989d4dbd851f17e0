import { Module } from '@nestjs/common';
import { CoalitionsModule } from '../coalitions/coalitions.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { NetworksModule } from '../networks/networks.module.ts';
import {
  ApiKeyBoardResolver,
  BoardsResolver,
  MembershipBoardResolver,
  NetworkBoardsResolver,
  WorkspaceBoardsResolver,
} from './boards.resolver.ts';
import { BoardsService } from './boards.service.ts';

@Module({
  imports: [IdentityModule, NetworksModule, CoalitionsModule],
  providers: [
    BoardsService,
    BoardsResolver,
    NetworkBoardsResolver,
    WorkspaceBoardsResolver,
    MembershipBoardResolver,
    ApiKeyBoardResolver,
  ],
  exports: [BoardsService],
})
export class BoardsModule {}
