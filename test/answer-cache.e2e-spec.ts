import { AnswerCache } from '../src/platform/graphql/answer-cache.ts';
import { TestApp } from './support/app.ts';
import { EVERY_CLOCK_BUT_THE_DATE } from './support/clocks.ts';
import { aNetwork, aPublishedCoalition, PUBLISH, save, type TestCoalition } from './support/fixtures.ts';

const DAY_MS = 86_400_000;

const READ = 'query ($n: String!, $s: String!) { coalition(network: $n, slug: $s) { mission } }';

describe('An anonymous answer', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const set = (coalition: TestCoalition, mission: string) =>
    app.database.rows(
      `update published.coalitions set profile = jsonb_set(profile::jsonb, '{mission}', to_jsonb($2::text))::json where id = $1`,
      [coalition.key, mission],
    );
  /** Behind the server's back, and without a word to it: what was kept still stands. */
  const setUnheard = async (coalition: TestCoalition, mission: string): Promise<void> => {
    await app.database.rows(`alter table published.coalitions disable trigger user`);
    await set(coalition, mission);
    await app.database.rows(`alter table published.coalitions enable trigger user`);
  };

  it('is never older than the last publication, however it is asked for', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Mission 0' });
    const variables = { n: coalition.network.slug, s: coalition.slug };
    for (let i = 1; i <= 20; i++) {
      await Promise.all([app.data(null, READ, variables), app.data(null, READ, variables)]);
      const expectedProfileRevision = await save(app, coalition.lead, coalition, { mission: `Mission ${i}` });
      await app.data(coalition.lead, PUBLISH, {
        input: { coalitionId: coalition.id, expectedProfileRevision },
      });
      expect((await app.data(null, READ, variables)).coalition.mission).toBe(`Mission ${i}`);
    }
  });

  it('is given to nobody who comes with a credential', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'For all' });
    const query = `query ($n: String!, $s: String!) { viewer { id } coalition(network: $n, slug: $s) { mission } }`;
    const variables = { n: coalition.network.slug, s: coalition.slug };
    for (let i = 0; i < 3; i++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await app.data(null, query, variables)).viewer).toBeNull();
    }

    expect((await app.data(coalition.lead, query, variables)).viewer.id).toEqual(expect.any(String));
    const forged = app.http.post('/graphql').set('authorization', 'Bearer forged');
    const { body } = await forged.send({ query, variables });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('is given again without the database, until a change made elsewhere is heard of', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Before' });
    const variables = { n: coalition.network.slug, s: coalition.slug };
    await app.data(null, READ, variables);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await app.data(null, READ, variables);

    await setUnheard(coalition, 'Unheard');
    expect((await app.data(null, READ, variables)).coalition.mission).toBe('Before');

    await set(coalition, 'Heard');
    const deadline = Date.now() + 5_000;
    let mission: string;
    do {
      mission = (await app.data(null, READ, variables)).coalition.mission as string;
    } while (mission !== 'Heard' && Date.now() < deadline);
    expect(mission).toBe('Heard');
  });

  it('is not given on another day', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Today' });
    const variables = { n: coalition.network.slug, s: coalition.slug };
    await app.data(null, READ, variables);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await app.data(null, READ, variables);
    await setUnheard(coalition, 'Tomorrow');
    expect((await app.data(null, READ, variables)).coalition.mission).toBe('Today');

    jest.useFakeTimers({ now: Date.now() + DAY_MS, doNotFake: EVERY_CLOCK_BUT_THE_DATE });
    try {
      expect((await app.data(null, READ, variables)).coalition.mission).toBe('Tomorrow');
    } finally {
      jest.useRealTimers();
    }
  });

  it('to a question of more than 8 KB is told apart from one to another that is as long', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'First' });
    const variables = { n: coalition.network.slug, s: coalition.slug };
    const [one, other] = ['1', '2'].map((last) => `${READ} # ${'long '.repeat(1_700)}${last}`);
    await app.data(null, one!, variables);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await app.data(null, one!, variables);
    await setUnheard(coalition, 'Second');
    expect((await app.data(null, one!, variables)).coalition.mission).toBe('First');
    expect((await app.data(null, other!, variables)).coalition.mission).toBe('Second');
  });

  it('of GET carries a tag, and is not sent twice', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'One' });
    const get = (tag = '') =>
      app.http
        .get('/graphql')
        .query({ query: READ, variables: JSON.stringify({ n: coalition.network.slug, s: coalition.slug }) })
        .set({ 'apollo-require-preflight': '1', ...(tag && { 'if-none-match': tag }) });
    const first = await get();
    const tag = first.headers['etag']!;
    expect([first.status, first.body.data.coalition.mission]).toEqual([200, 'One']);

    const second = await get(tag);
    expect([second.status, second.text, second.headers['etag']]).toEqual([304, '', tag]);

    const expectedProfileRevision = await save(app, coalition.lead, coalition, { mission: 'Two' });
    await app.data(coalition.lead, PUBLISH, {
      input: { coalitionId: coalition.id, expectedProfileRevision },
    });
    const third = await get(tag);
    expect([third.status, third.body.data.coalition.mission]).toEqual([200, 'Two']);
  });

  it('is not mixed with one for somebody signed in, which nobody may keep', async () => {
    const coalition = await aPublishedCoalition(app);
    await app.data(null, '{ viewer { email } }');
    expect((await app.data(coalition.lead, '{ viewer { email } }')).viewer.email).toBe(coalition.lead.email);
    expect((await app.data(null, '{ viewer { email } }')).viewer).toBeNull();
    const { headers } = await app.http
      .post('/graphql')
      .set('authorization', `Bearer ${coalition.lead.token}`)
      .send({ query: '{ viewer { email } }' });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('tells a new network as soon as there is one', async () => {
    const before = (await app.data(null, '{ networks { slug } }')).networks.length;
    await app.data(null, '{ network(slug: "soon") { slug } }');
    const network = await aNetwork(app);
    await app.database.rows(`update reference.networks set slug = 'soon' where id = $1`, [network.key]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await app.data(null, '{ networks { slug } }')).networks).toHaveLength(before + 1);
    expect((await app.data(null, '{ network(slug: "soon") { slug } }')).network).toEqual({ slug: 'soon' });
  });
});

describe('Where one million bytes of answers are to be kept', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ ANSWER_CACHE_MEGABYTES: '1' });
  });
  afterAll(() => app.stop());

  it('there are never more, with their questions, and those that were not asked for longest go', async () => {
    const { network } = await aPublishedCoalition(app);
    const cache = app.nest.get(AnswerCache);
    const ask = (number: number) =>
      app.data(
        null,
        `query ($n: String!) { network(slug: $n) { name } } # ${'long '.repeat(1_500)}${number}`,
        {
          n: network.slug,
        },
      );
    for (let number = 0; number < 150; number++) {
      await ask(number);
      expect(cache.figures.bytes).toBeLessThanOrEqual(1024 * 1024);
    }
    expect(cache.figures.entries).toBeGreaterThan(50);
    expect(cache.figures.entries).toBeLessThan(80);

    // A busy process does not always know for certain that what it keeps still stands.
    const { hits } = cache.figures;
    for (let tries = 0; cache.figures.hits === hits && tries < 100; tries++) await ask(149);
    expect(cache.figures.hits).toBe(hits + 1);
    await ask(0);
    expect(cache.figures.hits).toBe(hits + 1);
  });
});

describe('Where no answers are to be kept', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ ANSWER_CACHE_MEGABYTES: '0' });
  });
  afterAll(() => app.stop());

  it('each is made anew', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Before' });
    const variables = { n: coalition.network.slug, s: coalition.slug };
    await app.data(null, READ, variables);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await app.data(null, READ, variables);
    await app.database.rows(`alter table published.coalitions disable trigger user`);
    await app.database.rows(
      `update published.coalitions set profile = jsonb_set(profile::jsonb, '{mission}', '"After"')::json`,
    );
    expect((await app.data(null, READ, variables)).coalition.mission).toBe('After');
  });
});
