import { connect, type Socket } from 'node:net';
import { Demonstration } from './support/demonstration.ts';
import { ask, clients, pause, Tally } from './support/load.ts';

const ALONE_MS = 8_000;
const TOGETHER_MS = 25_000;
/** When the server looks for those that are late, and what a loaded machine adds. */
const GRACE_MS = 4_000;

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n';
const LETTER_MS = 500;

/** One that is not in a hurry: connected, and cut off some time later. */
class SlowSocket {
  cutOffAfter = Infinity;
  readonly socket: Socket;
  private readonly began = performance.now();

  constructor(port: number, first: string, slowly: string) {
    this.socket = connect(port, '127.0.0.1', () => {
      this.socket.write(first);
      let sent = 0;
      const letters = setInterval(() => {
        if (sent < slowly.length) this.socket.write(slowly[sent++]!);
      }, LETTER_MS);
      this.socket.once('close', () => clearInterval(letters));
    });
    this.socket.on('error', () => undefined);
    this.socket.once('close', () => (this.cutOffAfter = performance.now() - this.began));
    this.socket.resume();
  }
}

describe('Five hundred slow sockets', () => {
  let demo: Demonstration;

  beforeAll(async () => {
    demo = await Demonstration.start();
  });
  afterAll(() => demo.stop());

  const ordinary = async (tally: Tally, goesOn: () => boolean): Promise<void> => {
    const { address } = demo.server;
    const { token } = await demo.signIn('LEAD');
    const of = (kind: string, count: number, sent: object) =>
      clients(count, goesOn, async () => {
        tally.add(kind, await ask(address, sent));
        await pause(20);
      });
    await Promise.all([
      of('public', 5, {
        body: { query: '{ county(fips: "41063") { name coalitions { nodes { name } } } }' },
      }),
      of('signed in', 5, { token, body: { query: '{ viewer { email } }' } }),
      of('file', 1, { path: '/exports/oregon/now/coverage.csv?includeDemo=true' }),
    ]);
  };
  const during = async (ms: number): Promise<Tally> => {
    const tally = new Tally();
    const end = performance.now() + ms;
    await ordinary(tally, () => performance.now() < end);
    return tally;
  };

  it('are cut off in time, and nobody else notices', async () => {
    const { port } = demo.server;
    await during(2_000);
    const alone = await during(ALONE_MS);
    const memory = [demo.server.memory()];

    const open = (count: number, first: string, slowly = ''): SlowSocket[] =>
      Array.from({ length: count }, () => new SlowSocket(port, first, slowly));
    const query = 'x'.repeat(1_000);
    const slow = {
      'say nothing': open(100, ''),
      'send headers letter by letter': open(
        200,
        'POST /graphql HT',
        `TP/1.1\r\nhost: localhost\r\nx-${query}`,
      ),
      'send a body letter by letter': open(150, `${HEAD}content-length: 1000\r\n\r\n{"query":"`, query),
      'never end their headers': open(50, `${HEAD}x-more: `),
    };
    // These are answered, and are slow to take it: two megabytes each, of which a socket holds a part.
    const readers = open(100, 'GET /counties.geojson HTTP/1.1\r\nhost: localhost\r\n\r\n');
    for (const { socket } of readers) socket.pause();
    const sipping = setInterval(() => readers.forEach(({ socket }) => void socket.read(100)), 1_000);

    const together = during(TOGETHER_MS);
    await pause(5_000);
    memory.push(demo.server.memory());
    const tally = await together;
    clearInterval(sipping);
    for (const { socket } of readers) socket.destroy();
    await pause(2_000);
    memory.push(demo.server.memory());

    const cut = Object.entries(slow).map(([kind, sockets]) => {
      const after = sockets.map(({ cutOffAfter }) => cutOffAfter / 1_000).sort((a, b) => a - b);
      return `${sockets.length} that ${kind}: cut off after ${after[0]!.toFixed(1)} to ${after.at(-1)!.toFixed(1)} s`;
    });
    console.log(
      [
        ...['ordinary clients alone', alone.lines()],
        ...['beside 500 slow senders and 100 slow readers', tally.lines(), ...cut],
        `memory before, with all of them, after: ${memory.join(', ')} MB`,
      ].join('\n'),
    );

    for (const kind of ['public', 'signed in']) expect(Object.keys(tally.codes(kind))).toEqual(['ok']);
    expect(Object.keys(tally.codes('file'))).toEqual(['200']);
    const latest = (sockets: SlowSocket[]): number => Math.max(...sockets.map((one) => one.cutOffAfter));
    expect(latest(slow['say nothing'])).toBeLessThan(10_000 + GRACE_MS);
    expect(latest(slow['send headers letter by letter'])).toBeLessThan(10_000 + GRACE_MS);
    expect(latest(slow['never end their headers'])).toBeLessThan(10_000 + GRACE_MS);
    expect(latest(slow['send a body letter by letter'])).toBeLessThan(15_000 + GRACE_MS);
  });
});
