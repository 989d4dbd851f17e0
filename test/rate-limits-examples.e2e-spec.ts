import { loadConfig } from '../src/platform/config.ts';
import { TestApp } from './support/app.ts';
import { tenQuestions } from './support/examples.ts';
import { listen, sendJson } from './support/raw-http.ts';

describe('What the examples cost', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ RATE_LIMITS: 'on', RATE_LIMIT_ADDRESS: '9999999+1' });
    await listen(app);
  });
  afterAll(() => app.stop());

  const left = async (query: string): Promise<number> => {
    const { status, headers } = await sendJson(app, { query });
    expect(status).toBe(200);
    return Number(/r=(\d+)/.exec(String(headers['ratelimit']))![1]);
  };

  it('lets nine people at one address ask all of them at once', async () => {
    const prices: number[] = [];
    for (const { query } of tenQuestions()) {
      const before = await left('{ __typename }');
      prices.push(before - (await left(`${query} # another`)));
    }
    const all = prices.reduce((sum, price) => sum + price, 0);
    console.log(`the ten examples cost ${prices.join(', ')}: ${all} together`);
    expect(all * 9).toBeLessThanOrEqual(loadConfig({}).addressBound.points);
  });
});
