import type { FastifyRequest } from 'fastify';
import { isIP, isIPv6 } from 'node:net';

/**
 * Where a request comes from. Behind configured proxies that is the last address that none of them has, as Fastify
 * finds it; what else stands in X-Forwarded-For may be anybody's invention, and where it is no address, the proxy counts.
 */
export function clientAddress({ ip, socket }: Pick<FastifyRequest, 'ip' | 'socket'>): string {
  const address = plain(ip);
  return isIP(address) === 0 ? plain(socket.remoteAddress ?? '') : address;
}

/** Whom to count: of IPv6 a home or an office has a whole /64, and its machines take addresses in it as they like. */
export function networkOf(address: string): string {
  return isIPv6(address) ? `${groups(address).slice(0, 4).join(':')}::/64` : address;
}

/** As it is written without the zone, the port that some proxies add, or the wrapping of IPv4 in IPv6. */
const plain = (address: string): string =>
  address
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/%.*$/, '');

/** Eight numbers, in lower-case hexadecimal without leading zeros. */
function groups(address: string): string[] {
  const { hostname } = new URL(`http://[${address}]/`);
  const [before = '', after] = hostname.slice(1, -1).split('::');
  const [left, right] = [before, after ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = after === undefined ? 0 : 8 - left!.length - right!.length;
  return [...left!, ...Array<string>(zeros).fill('0'), ...right!];
}
