import { Drawings } from '../src/strategies/drawings.service.ts';
import { TestApp } from './support/app.ts';
import { aPublishedCoalition, type TestCoalition } from './support/fixtures.ts';
import { LARGEST } from './support/largest-strategies.ts';
import { readable } from './support/readable-strategies.ts';
import { publishStrategy, towards } from './support/strategies.ts';

const DENSE = LARGEST['everything with everything, side by side']!;
/** One is drawn, the others wait. */
const MOST_AT_ONCE = 9;

describe('The picture of a strategy', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await TestApp.start();
  });
  afterEach(() => app.stop());

  const file = ({ network, slug }: TestCoalition, form: string) =>
    app.http.get(`/coalitions/${network.slug}/${slug}/strategy.${form}`).buffer(true);
  const aStrategy = async (fields: Parameters<typeof publishStrategy>[3] = towards()) => {
    const coalition = await aPublishedCoalition(app);
    await publishStrategy(app, coalition.lead, coalition, fields);
    return coalition;
  };
  /** Pictures that take long, until all that may be drawn or wait are. */
  const keepBusy = (): Promise<string>[] =>
    Array.from({ length: MOST_AT_ONCE }, (_, i) =>
      app.nest
        .get(Drawings)
        .draw(`${i}`, readable(DENSE()))
        .catch((error: { extensions: { code: string } }) => error.extensions.code),
    );

  it('holds nobody up while it is drawn, however dense it is', async () => {
    const { nodes, links } = DENSE();
    const without = { approachCode: undefined, note: undefined, rationale: undefined, evidence: undefined };
    const coalition = await aStrategy({
      nodes: nodes.map((node) => ({ ...node, ...without })),
      links: links.map(({ from, to }) => ({ from, to })),
      alignments: [],
    });
    const answered: string[] = [];

    const picture = file(coalition, 'svg').then(({ status }) => answered.push(`picture ${status}`));
    // The first is asked for after the picture, by somebody who waits for each answer.
    while (!answered.some((answer) => answer.startsWith('picture'))) {
      answered.push(`live ${(await app.http.get('/live')).status}`);
      await app.data(null, '{ networks { slug } }');
    }
    await picture;

    expect(answered.indexOf('picture 200')).toBeGreaterThan(1);
    expect(new Set(answered)).toEqual(new Set(['live 200', 'picture 200']));
    console.log(`${answered.indexOf('picture 200')} answers while a picture was drawn`);
  });

  it('is drawn once for all who ask for it at the same time', async () => {
    const coalition = await aStrategy();
    const all = await Promise.all(Array.from({ length: 3 * MOST_AT_ONCE }, () => file(coalition, 'svg')));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(all.map(({ headers }) => headers['etag'] as string)).size).toBe(1);
  });

  it('is refused for a while when too many wait; its outline is not, and stopping waits for none', async () => {
    const coalition = await aStrategy();
    const others = keepBusy();

    const { status, body, headers } = await file(coalition, 'svg');
    expect([status, body]).toMatchObject([
      503,
      {
        code: 'UNAVAILABLE',
        message: expect.stringContaining('Try again in 5 seconds'),
        retryAfterSeconds: 5,
      },
    ]);
    expect(headers['etag']).toBeUndefined();
    expect((await file(coalition, 'md')).status).toBe(200);

    await app.nest.close();
    expect(await Promise.all(others)).toEqual(others.map(() => 'UNAVAILABLE'));
  });
});
