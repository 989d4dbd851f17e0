import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import { forbidden, unauthenticated } from '../platform/errors.ts';
import { type Audience, AUDIENCE } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { SessionsService } from './sessions.service.ts';

/** Decides who may try; the database decides on which rows. Without an audience, nobody may. */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const graphql =
      context.getType<GqlContextType>() === 'graphql' ? GqlExecutionContext.create(context) : null;
    const ctx = graphql?.getContext<{ ctx: RequestContext }>().ctx;
    ctx?.act(graphql!.getInfo<{ fieldName: string }>().fieldName);
    const audience = this.reflector.get<Audience[] | undefined>(AUDIENCE, context.getHandler());
    if (!audience) throw forbidden('This operation names no audience, so nobody may use it.');
    if (audience.includes('ANYONE')) return true;
    if (!ctx) throw unauthenticated();

    const { roles } = await this.sessions.current(ctx);
    if (!audience.includes('SIGNED_IN') && !roles.some((role) => audience.includes(role))) throw forbidden();
    return true;
  }
}
