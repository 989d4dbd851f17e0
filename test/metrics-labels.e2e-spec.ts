import { randomBytes } from 'node:crypto';
import { samplesOf, type Sample } from './support/exposition.ts';
import { Figures, OPERATIONS } from './support/figures.ts';
import { aCoalition, aPerson, PASSWORD } from './support/fixtures.ts';
import { listen } from './support/raw-http.ts';

describe('The labels of metrics', () => {
  let figures: Figures;

  beforeAll(async () => {
    figures = await Figures.start();
  });
  afterAll(() => figures.stop());

  it('hold nothing that a client or a person wrote', async () => {
    const { email, token } = await aPerson(figures.app);
    const coalition = await aCoalition(figures.app);
    const secret = randomBytes(32).toString('hex');
    const hostile = [
      secret,
      `q${secret}`,
      token,
      email,
      coalition.slug,
      'x"} 1\ny',
      'ä',
      '$(id)',
      'a'.repeat(5_000),
    ];
    for (const name of hostile) {
      await figures.ask(`query ${name} { networks { slug } }`, {}, name);
      await figures.ask('{ networks { slug } }', { [name]: name }, name);
      await figures.app.http.get(`/${encodeURIComponent(name)}?token=${encodeURIComponent(name)}`);
      await figures.app.http.get('/networks/x').set('x-forwarded-for', name.replace(/[^\x20-\x7e]/g, ''));
      await figures
        .ask('mutation In ($input: SignInInput!) { signIn(input: $input) { accessToken } }', {
          input: { email, password: `${name.slice(0, 100)} ${PASSWORD}` },
        })
        .set('authorization', `Bearer ${name.replace(/[^\x21-\x7e]/g, '')}`);
    }
    const shown = await figures.text();
    samplesOf(shown);
    for (const word of [
      ...hostile.slice(0, 5),
      '127.0.0.1',
      'aaaaaa',
      '$(id)',
      figures.app.config.tokenSecret,
    ])
      expect(shown).not.toContain(word);
  });

  it('stay bounded, whatever clients call their operations', async () => {
    const series = (samples: Sample[]) => samples.filter(({ name }) => name === OPERATIONS).length;
    const grown = await figures.growth(async () => {
      const url = await listen(figures.app);
      const asks = async (): Promise<void> => {
        for (let i = 0; i < 100; i++) {
          const body = JSON.stringify({ query: `query R${randomBytes(8).toString('hex')} { __typename }` });
          const headers = { 'content-type': 'application/json' };
          await (await fetch(`${url}/graphql`, { method: 'POST', headers, body })).text();
        }
      };
      await Promise.all(Array.from({ length: 10 }, asks));
    });
    const after = await figures.scrape();
    const bytes = (await figures.text()).length;
    console.log(
      `after 1,000 names: ${series(after)} series of operations, ${after.length} in all, ${bytes} bytes`,
    );
    expect(series(after)).toBeLessThanOrEqual(240);
    expect(grown('registry_operation_seconds_count', { kind: 'query' })).toBe(1_000);
    expect(grown(OPERATIONS, { operation: 'other', kind: 'query', code: 'ok' })).toBeGreaterThanOrEqual(800);
  });
});
