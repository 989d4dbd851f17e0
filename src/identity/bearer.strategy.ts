import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { ReadyConfig } from '../platform/config.ts';
import { CONFIG } from '../platform/settings.module.ts';
import { unauthenticated } from '../platform/errors.ts';
import { keyHolder, type Viewer } from '../platform/viewer.ts';
import { isApiKey, KEY_MARK } from './api-key.ts';
import { type AccessClaims, digestOf, TOKEN } from './tokens.ts';

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

const OF_KEYS = new RegExp(`^bearer\\s+${KEY_MARK}`, 'i');

/** Whether the credential claims to be an API key, which is never taken for an access token. */
export const bearsKey = ({ headers }: FastifyRequest): boolean => OF_KEYS.test(headers.authorization ?? '');

/** By its form alone. Whether it is one of ours, and what it may, is looked up where it is used. */
function keyOf({ headers }: FastifyRequest): Viewer {
  const key = headers.authorization!.replace(/^bearer\s+/i, '').trim();
  if (!isApiKey(key)) throw unauthenticated('This API key is not whole. Copy it again, or make a new one.');
  return keyHolder(digestOf(key));
}

/** Null without a credential; refused with one that is malformed, forged or has run out. */
export async function authenticate(request: FastifyRequest): Promise<Viewer | null> {
  if (request.headers.authorization === undefined) return null;
  if (bearsKey(request)) return keyOf(request);
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
