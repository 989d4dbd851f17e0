import { placeOf, programOf } from './recognition.ts';

const MOZILLA = 'Mozilla/5.0 (';

describe('What a session is recognised by', () => {
  it.each<[userAgent: string | undefined, program: string | null]>([
    [`${MOZILLA}Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0`, 'Firefox on Windows'],
    [
      `${MOZILLA}Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15`,
      'Safari on macOS',
    ],
    [
      `${MOZILLA}X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36`,
      'Chrome on Linux',
    ],
    [
      `${MOZILLA}Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0`,
      'Edge on Windows',
    ],
    [
      `${MOZILLA}iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.0.0 Mobile/15E148 Safari/604.1`,
      'Chrome on iOS',
    ],
    [`${MOZILLA}Linux; Android 15; Pixel 9) Gecko/140.0 Firefox/140.0`, 'Firefox on Android'],
    ['curl/8.14.1', 'curl'],
    ['python-requests/2.32', 'python-requests'],
    [`${MOZILLA}compatible)`, null],
    ['<b>nothing</b>', null],
    ['', null],
    [undefined, null],
  ])('%s is %s', (userAgent, program) => {
    expect(programOf(userAgent)).toBe(program);
  });

  it('is short, however long a program is called', () => {
    expect(programOf(`${'x'.repeat(100_000)} Linux`)).toBeNull();
    expect(programOf(`${'x'.repeat(30)}/1 ChromeOS Linux`)!.length).toBeLessThanOrEqual(60);
  });

  it.each<[address: string, place: string | null]>([
    ['198.51.100.23', '198.51.x.x'],
    ['::ffff:198.51.100.23', '198.51.x.x'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:x'],
    ['2001:db8::1', '2001:db8:0:x'],
    ['::1', '0:0:0:x'],
    ['fe80::1%eth0', 'fe80:0:0:x'],
    ['local', null],
  ])('%s is in %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });
});
