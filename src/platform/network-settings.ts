import { isIP } from 'node:net';
import { listed, quoted, refuse } from './setting.ts';

/** Pages of which origins may read what is answered: each exactly, since a pattern lets in more than it seems to. */
export function corsOrigins(value: string): string[] {
  const allowed =
    'give origins as browsers send them, such as https://maps.example.org, with commas between them';
  for (const origin of listed(value)) {
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (!url || !/^https?:$/.test(url.protocol) || url.origin !== origin || origin.includes('*'))
      return refuse(`names ${quoted(origin)}`, allowed);
  }
  return listed(value);
}

/** Of which addresses forwarded headers are believed. */
export function trustedProxies(value: string): string[] {
  const allowed =
    'give addresses or networks, such as 10.0.0.7 or 10.0.0.0/24, with commas between them; never all there are';
  for (const proxy of listed(value)) if (!isNetwork(proxy)) return refuse(`names ${quoted(proxy)}`, allowed);
  return listed(value);
}

function isNetwork(proxy: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(proxy) ?? [];
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return false;
  return bits === undefined || (Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128));
}
