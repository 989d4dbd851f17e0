import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import { forbidden, unauthenticated } from '../platform/errors.ts';
import { type Audience, AUDIENCE, type Role } from '../platform/graphql/allow.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { clientAddress } from '../platform/http/client-address.ts';
import { BASE_PRICE, PRICE } from '../platform/rate-limits/prices.ts';
import { RateLimits } from '../platform/rate-limits/rate-limits.ts';
import type { Viewer } from '../platform/viewer.ts';
import { authenticate } from './bearer.strategy.ts';
import { SessionsService } from './sessions.service.ts';

/** Decides who may try; the database decides on which rows. Without an audience, nobody may. */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly db: TenantDb,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const graphql =
      context.getType<GqlContextType>() === 'graphql' ? GqlExecutionContext.create(context) : null;
    const ctx = graphql?.getContext<{ ctx: RequestContext }>().ctx;
    if (!ctx) await this.payFor(context);
    ctx?.act(graphql!.getInfo<{ fieldName: string }>().fieldName);
    const audience = this.reflector.get<Audience[] | undefined>(AUDIENCE, context.getHandler());
    if (!audience) throw forbidden('This operation names no audience, so nobody may use it.');
    if (audience.includes('ANYONE')) return true;
    if (audience.includes('OWNER')) {
      if (!ctx?.viewer) throw unauthenticated();
      return true;
    }

    const { roles } = ctx ? await this.sessions.current(ctx) : await this.ofRequest(context);
    if (!audience.includes('SIGNED_IN') && !roles.some((role) => audience.includes(role))) throw forbidden();
    return true;
  }

  /** GraphQL is paid for where it is known what is asked. A credential that does not hold is paid for by its address. */
  private async payFor(context: ExecutionContext): Promise<void> {
    const price = this.reflector.get<number | undefined>(PRICE, context.getHandler()) ?? BASE_PRICE;
    if (!this.limits.on || price === 0) return;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const viewer = await authenticate(request).catch(() => null);
    const payer = { viewer, address: clientAddress(request) };
    await this.limits.charge(http.getResponse<FastifyReply>(), payer, price);
  }

  /** A route beside GraphQL takes the same credential; whose it is stays with the request as `viewer`. */
  private async ofRequest(context: ExecutionContext): Promise<{ roles: Role[] }> {
    const request = context.switchToHttp().getRequest<FastifyRequest & { viewer?: Viewer }>();
    const viewer = await authenticate(request);
    if (!viewer) throw unauthenticated();
    request.viewer = viewer;
    return this.db.run(viewer, 'read', 'route', (ctx) => this.sessions.current(ctx));
  }
}
