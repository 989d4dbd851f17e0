import { Demonstration } from './support/demonstration.ts';
import { UPDATE } from './support/fixtures.ts';
import { ask, clients, pause, type Sent, Tally } from './support/load.ts';

const CLIENTS = 200;
const LASTING_MS = 20_000;
/** What a client may be told when there are too many. */
const REFUSALS = ['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED'];
const LONGEST_ANSWER_MS = 15_000;

/** A variable that the answer does not depend on: nothing that was kept is given out. */
const anew = (query: string, variables: object = {}): ((turn: number) => Sent) => {
  const text = query
    .replace('query (', 'query ($turn: Boolean!, ')
    .replace('{', '{ __typename @include(if: $turn)');
  return (turn) => ({ body: { query: `${text} # ${turn}`, variables: { ...variables, turn: false } } });
};

describe('Two hundred clients on ten connections', () => {
  let demo: Demonstration;

  beforeAll(async () => {
    demo = await Demonstration.start();
  });
  afterAll(() => demo.stop());

  const cheap = anew('query ($slug: String!) { network(slug: $slug) { name revision } }', { slug: 'oregon' });
  const list = anew(
    'query ($slug: String!) { network(slug: $slug) { coalitions(first: 20) { totalCount nodes { name initiatives { name goals { code title } } partners { organization { name } } counties { county { name population } } } } } }',
    { slug: 'oregon' },
  );
  const landscape = anew(
    'query ($slug: String!) { network(slug: $slug) { landscape { gaps(includeDemo: true) { goal { code title } uncoveredCounties { name population } } coverage(includeDemo: true) { goals { code } counts } ties(first: 100, includeDemo: true) { nodes { a { name } b { name } sharedGoals } } } } }',
    { slug: 'north-carolina' },
  );

  it('are all answered, or told that the server is busy; nobody starves', async () => {
    const address = demo.server.address;
    const leads = await Promise.all([0, 1, 2, 3, 4, 5].map((nth) => demo.signIn('LEAD', nth)));
    const tally = new Tally();
    const served = Array.from({ length: CLIENTS }, () => 0);
    const firstAnswers: number[] = [];
    const began = performance.now();
    const memory = [demo.server.memory()];
    let running = true;
    let turn = 0;
    const save = (client: number): Sent => {
      const { token, coalitionId } = leads[client % leads.length]!;
      const input = { coalitionId, expectedRevision: 0, mission: 'Busy' };
      return { token, body: { query: UPDATE, variables: { input } } };
    };
    const kinds: [kind: string, sent: (client: number) => Sent][] = [
      ['cheap', () => cheap(++turn)],
      ['list', () => list(++turn)],
      ['landscape', () => landscape(++turn)],
      ['kept answer', () => ({ body: { query: '{ networks { slug name } }' } })],
      ['cheap', () => cheap(++turn)],
      ['cheap', () => cheap(++turn)],
      ['save', save],
      ['file', () => ({ path: '/exports/oregon/now/coalitions.csv?includeDemo=true' })],
      ['list', () => list(++turn)],
      ['cheap', () => cheap(++turn)],
    ];
    const load = clients(
      CLIENTS,
      () => running,
      async (client) => {
        const [kind, sent] = kinds[client % kinds.length]!;
        const { code } = tally.add(kind, await ask(address, sent(client)));
        if (['ok', '200', 'CONFLICT'].includes(code) && served[client]!++ === 0)
          firstAnswers.push(performance.now() - began);
      },
    );
    const probe = clients(
      1,
      () => running,
      async () => {
        tally.add('/ready', await ask(address, { path: '/ready' }));
        await pause(100);
      },
    );
    await pause(LASTING_MS);
    memory.push(demo.server.memory());
    running = false;
    await Promise.all([load, probe]);

    const counts = served.toSorted((a, b) => a - b);
    console.log(
      [
        `${CLIENTS} clients for ${LASTING_MS / 1_000} s on ten connections`,
        tally.lines(),
        `answers a client: fewest ${counts[0]}, middle ${counts[CLIENTS / 2]}, most ${counts.at(-1)}`,
        `the last client had its first answer after ${(Math.max(...firstAnswers) / 1_000).toFixed(1)} s`,
        `memory before and at the end: ${memory.join(', ')} MB`,
      ].join('\n'),
    );

    expect(counts[0]).toBeGreaterThan(0);
    for (const [kind] of kinds) {
      const allowed = ['ok', '200', '503', ...(kind === 'save' ? ['CONFLICT'] : []), ...REFUSALS];
      expect(allowed).toEqual(expect.arrayContaining(Object.keys(tally.codes(kind))));
      expect(tally.percentile(kind, 1)).toBeLessThan(LONGEST_ANSWER_MS);
    }
  });
});
