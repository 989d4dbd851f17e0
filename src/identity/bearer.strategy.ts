import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { ReadyConfig } from '../platform/config.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { unauthenticated } from '../platform/errors.ts';
import type { Viewer } from '../platform/viewer.ts';
import { type AccessClaims, TOKEN } from './tokens.ts';

const STRATEGY = 'bearer';

/** `Authorization: Bearer <access token>`. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, STRATEGY) {
  constructor(@Inject(CONFIG) config: ReadyConfig) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.tokenSecret,
      algorithms: [TOKEN.algorithm],
      issuer: TOKEN.issuer,
      audience: TOKEN.audience,
    });
  }

  validate({ sub, sid }: AccessClaims): Viewer {
    return { accountId: sub, sessionId: sid };
  }
}

/** Null without a credential; refused with one that is malformed, forged or has run out. */
export async function authenticate(request: FastifyRequest): Promise<Viewer | null> {
  if (request.headers.authorization === undefined) return null;
  const viewer = await new Promise<Viewer | null>((resolve, reject) => {
    const done = (error: unknown, found: unknown): void =>
      error
        ? reject(error instanceof Error ? error : new Error('the credential could not be read'))
        : resolve(found ? (found as Viewer) : null);
    const middleware = passport.authenticate(STRATEGY, { session: false }, done) as (
      request: unknown,
      response: unknown,
      next: (error?: unknown) => void,
    ) => void;
    middleware(request, {}, reject);
  });
  if (!viewer) {
    throw unauthenticated(
      'The access token is not valid or has run out. Refresh the session, or sign in again.',
    );
  }
  return viewer;
}
