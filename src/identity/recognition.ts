import { isIPv4, isIPv6 } from 'node:net';

/** The first that fits: browsers also name those that they descend from. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const SYSTEMS: [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\b(Macintosh|Mac OS X)\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const LONGEST = 1_000;

/** By which somebody recognises their own session: the program and its system, without versions. Null when it says neither. */
export function programOf(userAgent: string | undefined): string | null {
  const said = (userAgent ?? '').slice(0, LONGEST);
  const named = (list: [RegExp, string][]): string | undefined => list.find(([sign]) => sign.test(said))?.[1];
  const program = named(BROWSERS) ?? /^(?!Mozilla\b)[A-Za-z][A-Za-z0-9._-]{0,29}(?=\/|\s|$)/.exec(said)?.[0];
  const system = named(SYSTEMS);
  return program && system ? `${program} on ${system}` : (program ?? system ?? null);
}

/** The network that an address is in, not the address: the first two of four parts, or the first three of eight. */
export function placeOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 2).join('.')}.x.x`;
  if (!isIPv6(plain)) return null;
  const [head = ''] = plain.split('%')[0]!.split('::');
  const parts = head.split(':').filter(Boolean).slice(0, 3);
  return `${[...parts, ...Array<string>(3 - parts.length).fill('0')].join(':')}:x`;
}
