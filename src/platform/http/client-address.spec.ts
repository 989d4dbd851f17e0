import type { Socket } from 'node:net';
import { clientAddress, networkOf } from './client-address.ts';

const from = (ip: string): string =>
  clientAddress({ ip, socket: { remoteAddress: '::ffff:10.0.0.7' } as Socket });

describe('Where a request comes from', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:50123', '203.0.113.9'],
    ['[2001:db8::1]:50123', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['unknown', '10.0.0.7'],
    ['', '10.0.0.7'],
    ['203.0.113.999', '10.0.0.7'],
    [`203.0.113.9'; drop table x`, '10.0.0.7'],
  ])('%j is %s', (ip, address) => {
    expect(from(ip)).toBe(address);
  });

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['2001:db8:0:0:ffff::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
