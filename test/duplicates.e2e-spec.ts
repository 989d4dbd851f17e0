import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition } from './support/fixtures.ts';

const DUPLICATES =
  'query ($slug: String!) { network(slug: $slug) { duplicates { score reasons a { name } b { name } } } }';
const MERGE =
  'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { profile { revision hasUnpublishedChanges sources { url } } } }';
const SOURCES = `query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) { slug sources { url } } }`;

describe('Two records of one coalition', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('are listed for the staff of the network, and for nobody else', async () => {
    const network = await aNetwork(app);
    const counties = [{ fips: '37189' }];
    await aPublishedCoalition(app, { counties }, network, 'Watauga Compassionate Community Initiative');
    await aPublishedCoalition(app, { counties }, network, 'The Watauga Compassionate Communities Initiative');
    await aPublishedCoalition(app, { counties: [{ fips: '37011' }] }, network, 'Avery Story Hour');

    const analyst = await network.as(Role.NETWORK_ANALYST);
    const { duplicates } = (await app.data(analyst, DUPLICATES, { slug: network.slug })).network;

    expect(duplicates).toHaveLength(1);
    expect(
      [duplicates[0].a.name, duplicates[0].b.name].every((name: string) => name.includes('Watauga')),
    ).toBe(true);
    expect(duplicates[0].reasons.length).toBeGreaterThan(0);
    const stranger = await (await aNetwork(app)).as(Role.NETWORK_ADMIN);
    for (const person of [null, stranger])
      expect((await app.graphql(person, DUPLICATES, { slug: network.slug })).errors).toHaveLength(1);
  });

  it('become one that keeps the sources of both, and the address of the other leads to it', async () => {
    const network = await aNetwork(app);
    const source = (name: string) => ({ url: `https://example.org/${name}` });
    const kept = await aPublishedCoalition(app, { sources: [source('one'), source('both')] }, network);
    const gone = await aPublishedCoalition(app, { sources: [source('both'), source('two')] }, network);

    const admin = await network.as(Role.NETWORK_ADMIN);
    const input = { keepId: kept.id, mergeId: gone.id, reason: 'One and the same' };
    const { mergeCoalitions } = await app.data(admin, MERGE, { input });

    const all = ['one', 'both', 'two'].map(source);
    expect(mergeCoalitions.profile).toEqual({ revision: 3, hasUnpublishedChanges: false, sources: all });
    const at = { network: network.slug, slug: gone.slug };
    expect((await app.data(null, SOURCES, at)).coalition).toEqual({ slug: kept.slug, sources: all });
  });
});
