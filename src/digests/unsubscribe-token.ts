import { createHmac, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 16;
const TOKEN = /^[\w-]{64}$/;

/** Good for this one purpose and account; every mail's is the same, so that an old one still ends them. */
const seal = (secret: string, id: Buffer): Buffer =>
  createHmac('sha256', secret).update('end the weekly mail\0').update(id).digest();

export function unsubscribeToken(secret: string, accountId: string): string {
  const id = Buffer.from(accountId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, seal(secret, id)]).toString('base64url');
}

/** Whose mails it ends; undefined for what this server never made. */
export function accountOfToken(secret: string, token: unknown): string | undefined {
  if (typeof token !== 'string' || !TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const id = bytes.subarray(0, ID_BYTES);
  if (!timingSafeEqual(seal(secret, id), bytes.subarray(ID_BYTES))) return undefined;
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const unsubscribeUrl = (publicUrl: string, language: string, token: string): string =>
  `${publicUrl}/unsubscribe?language=${language}&token=${token}`;
