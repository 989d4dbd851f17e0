import { PublishedCoalitions } from '../src/coalitions/published-coalitions.service.ts';
import { today } from '../src/platform/graphql/ctx.ts';
import { NetworksService } from '../src/networks/networks.service.ts';
import { TenantDb } from '../src/platform/database/tenant-db.ts';
import { type Person, TestApp } from './support/app.ts';
import { aPublishedCoalition, save, type TestCoalition } from './support/fixtures.ts';
import { publishStrategy, towards } from './support/strategies.ts';

type Url = { url: string };

const FIELDS = 'name url summary verifiedOn kind { label } sectors { label } goals { title }';
const READ = `query ($n: String!, $s: String!) {
  network(slug: $n) { coalitions { nodes { ${FIELDS} } } }
  coalition(network: $n, slug: $s) {
    ${FIELDS} mission backbone { name } partners { organization { name } } initiatives { name }
    strategy { title version nodes { approach { label } } }
  } }`;

const PROFILE = {
  ...{ name: 'Fern County Together', summary: 'We meet.', mission: 'All children', sectorCodes: ['school'] },
  backbone: { name: 'Fern Clinic' },
  partners: [{ organization: { name: 'Fern Library' } }],
};

/** Without kept answers, so that each is made of what the process has kept of the record itself. */
describe('What is kept of a published coalition', () => {
  let app: TestApp;
  let coalition: TestCoalition & { lead: Person };

  beforeAll(async () => {
    app = await TestApp.start({ ANSWER_CACHE_MEGABYTES: '0' });
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    coalition = await aPublishedCoalition(app, PROFILE);
    await publishStrategy(app, coalition.lead, coalition, towards('G1'));
    // Read twice: kept by the first, and told by the second.
    expect(await read()).toEqual(await read());
  });

  const read = async (): Promise<Record<string, any>> =>
    app.data(null, READ, { n: coalition.network.slug, s: coalition.slug });
  const listed = async (): Promise<Record<string, any>> => (await read()).network.coalitions.nodes[0];
  const page = async (): Promise<Record<string, any>> => (await read()).coalition;
  const set = (change: string) =>
    app.database.rows(`update published.coalitions set ${change} where id = $1`, [coalition.key]);

  /** The object that answers tell of. */
  const pageOf = ({ nest }: TestApp): Promise<unknown> => {
    const [published, { network, slug }] = [nest.get(PublishedCoalitions), coalition];
    return nest.get(TenantDb).run(null, 'read', 'test', (ctx) => published.page(ctx, network.slug, slug));
  };

  it('is told no longer once its row has changed, in a list and on its page', async () => {
    await set(`card = (card::jsonb || '{"summary": "We meet weekly."}')::json,
      profile = (profile::jsonb || '{"mission": "Every child"}')::json`);

    expect((await listed()).summary).toBe('We meet weekly.');
    expect(await page()).toMatchObject({ summary: 'We meet weekly.', mission: 'Every child' });
  });

  it('is read whole where its row is another, though its network is said to be the same, as in a restored database', async () => {
    const { network, key } = coalition;
    const triggers = (wish: 'disable' | 'enable'): string =>
      ['organizations', 'coalitions']
        .map((table) => `alter table published.${table} ${wish} trigger user`)
        .join(';');
    await app.database.rows(`begin; ${triggers('disable')};
      update published.organizations set name = name || ' (restored)' where network_id = '${network.key}';
      update published.coalitions set published_at = published_at - interval '1 day' where id = '${key}';
      ${triggers('enable')}; commit`);

    expect((await page()).backbone).toEqual({ name: 'Fern Clinic (restored)' });
  });

  it('is told in the words that its network has now', async () => {
    await app.database.rows(
      `update reference.terms set label = 'Schools and colleges' where network_id = $1 and code = 'school'`,
      [coalition.network.key],
    );
    await app.database.rows(
      `update reference.terms set label = 'Strong beginnings' where network_id = $1 and code = 'cdc-strong-start'`,
      [coalition.network.key],
    );

    const now = { sectors: [{ label: 'Schools and colleges' }] };
    expect(await listed()).toMatchObject(now);
    expect(await page()).toMatchObject({
      ...now,
      strategy: { nodes: [{ approach: { label: 'Strong beginnings' } }, { approach: null }] },
    });
  });

  it('is what a server tells that keeps nothing, the first time and the second', async () => {
    const forgetful = await TestApp.start(
      { ANSWER_CACHE_MEGABYTES: '0', RECORD_CACHE_MEGABYTES: '0', TOKEN_SECRET: app.config.tokenSecret },
      app.database,
    );
    const variables = { n: coalition.network.slug, s: coalition.slug };
    try {
      const told = [await forgetful.data(null, READ, variables), await forgetful.data(null, READ, variables)];
      expect(told).toEqual([await read(), await read()]);
      expect(await pageOf(app)).toBe(await pageOf(app));
      expect(await pageOf(forgetful)).not.toBe(await pageOf(forgetful));
    } finally {
      await forgetful.stop();
    }
  });

  it('stays what it was made into while others publish, and leads to where the network is now', async () => {
    const dictionary = async (): Promise<unknown> => {
      const networks = app.nest.get(NetworksService);
      return app.nest
        .get(TenantDb)
        .run(null, 'read', 'test', (ctx) => networks.dictionaryOf(ctx, coalition.network.key));
    };
    const before = await dictionary();
    await aPublishedCoalition(app, {}, coalition.network);
    expect(await dictionary()).toBe(before);

    const slug = `${coalition.network.slug}-moved`;
    await app.database.rows('update reference.networks set slug = $2 where id = $1', [
      coalition.network.key,
      slug,
    ]);
    coalition.network.slug = slug;
    const urls = [(await page()).url, ...(await read()).network.coalitions.nodes.map(({ url }: Url) => url)];
    expect(urls).toHaveLength(3);
    for (const url of urls) expect(url).toContain(`/coalitions/${slug}/`);
  });

  it('names organisations as they are called now', async () => {
    await app.database.rows(
      `update published.organizations set name = name || ' (renamed)' where network_id = $1`,
      [coalition.network.key],
    );

    expect(await page()).toMatchObject({
      backbone: { name: 'Fern Clinic (renamed)' },
      partners: [{ organization: { name: 'Fern Library (renamed)' } }],
    });
  });

  it('is told with the strategy in force', async () => {
    await publishStrategy(app, coalition.lead, coalition, { ...towards('G1'), title: 'Our new way' });
    expect((await page()).strategy).toMatchObject({ title: 'Our new way', version: 2 });

    await set('strategy_version = null');
    expect((await page()).strategy).toBeNull();
  });

  it('is not told where the coalition has been taken back', async () => {
    await app.data(
      coalition.lead,
      'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }',
      { input: { coalitionId: coalition.id, reason: 'A rest' } },
    );
    expect(await read()).toMatchObject({ coalition: null, network: { coalitions: { nodes: [] } } });
  });

  it('is the last of several states that one operation has made', async () => {
    const revision = await save(app, coalition.lead, coalition, { summary: 'Now' });
    const { publishCoalition } = await app.data(
      coalition.lead,
      `mutation ($id: ID!, $revision: Int!) {
        publishCoalition(input: { coalitionId: $id, expectedProfileRevision: $revision }) {
          network { coalitions { nodes { summary verifiedOn } } } }
        verifyProfile(input: { coalitionId: $id, expectedRevision: $revision }) { coalitionId }
      }`,
      { id: coalition.id, revision },
    );

    expect(publishCoalition.network.coalitions.nodes).toEqual([{ summary: 'Now', verifiedOn: null }]);
    const now = { summary: 'Now', verifiedOn: today() };
    expect([await listed(), await page()]).toEqual([
      expect.objectContaining(now),
      expect.objectContaining(now),
    ]);
  });
});
