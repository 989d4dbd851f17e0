import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { createHash, randomBytes } from 'node:crypto';
import type { Viewer } from '../platform/viewer.ts';

export const ACCESS_MINUTES = 10;
export const REFRESH_DAYS = 14;
export const SESSION_DAYS = 30;
export const INVITATION_DAYS = 7;
export const RESET_MINUTES = 30;
export const EMAIL_CHANGE_HOURS = 24;

/** The one algorithm, issuer and audience that a token of ours has. */
export const TOKEN = {
  algorithm: 'HS256',
  issuer: 'coalition-landscape',
  audience: 'coalition-landscape/api',
} as const;

export interface AccessClaims {
  sub: string;
  sid: string;
}

/** A secret handed out once; only its digest is stored. 256 bits need no slow hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

@Injectable()
export class Tokens {
  constructor(private readonly jwt: JwtService) {}

  /** Names the session and nothing else: rights are looked up, so that they end when they end. */
  access(viewer: Viewer): { accessToken: string; expiresAt: Date } {
    const claims = { sub: viewer.accountId, sid: viewer.sessionId };
    return { accessToken: this.jwt.sign(claims), expiresAt: new Date(Date.now() + ACCESS_MINUTES * 60_000) };
  }
}
