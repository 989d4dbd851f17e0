import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPublishedCoalition, PUBLISH, save } from './support/fixtures.ts';
import { publishStrategy, towards } from './support/strategies.ts';

const LIST = `query ($network: String!, $filter: CoalitionFilter, $search: String, $orderBy: CoalitionOrder, $first: Int, $after: String, $last: Int, $before: String) {
  network(slug: $network) { coalitions(filter: $filter, search: $search, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { name } edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const READ = `query ($network: String!, $slug: String!) { coalition(network: $network, slug: $slug) {
  id slug name mission verifiedOn publishedAt claimed demo url network { slug } backbone { id name } partners { id organization { name } } initiatives { id name coalition { slug } } } }`;

describe('The public record', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const list = async (network: string, variables: object = {}) =>
    (await app.data(null, LIST, { network, ...variables })).network.coalitions;
  const names = async (network: string, variables: object = {}): Promise<string[]> =>
    (await list(network, variables)).nodes.map(({ name }: { name: string }) => name);

  it('shows nothing of a coalition until its lead publishes it, and then what was saved', async () => {
    const coalition = await aCoalition(app);
    const [lead, editor] = [await coalition.as(Role.LEAD), await coalition.as(Role.EDITOR)];
    const at = { network: coalition.network.slug, slug: coalition.slug };
    await save(app, editor, coalition, { mission: 'Ours' });
    expect((await app.data(null, READ, at)).coalition).toBeNull();

    const input = { coalitionId: coalition.id, expectedProfileRevision: 2 };
    expect((await app.refusal(editor, PUBLISH, { input })).code).toBe('FORBIDDEN');
    expect((await app.refusal(lead, PUBLISH, { input: { ...input, expectedProfileRevision: 1 } })).code).toBe(
      'CONFLICT',
    );
    await app.data(lead, PUBLISH, { input });

    expect((await app.data(null, READ, at)).coalition).toMatchObject({
      id: coalition.id,
      mission: 'Ours',
      verifiedOn: null,
    });
    await save(app, lead, coalition, { mission: 'Not yet public' });
    expect((await app.data(null, READ, at)).coalition.mission).toBe('Ours');
  });

  it('publishes once under one key', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const input = { coalitionId: coalition.id, expectedProfileRevision: 1, idempotencyKey: 'my-key' };
    const [first, again] = [
      await app.data(lead, PUBLISH, { input }),
      await app.data(lead, PUBLISH, { input }),
    ];

    expect(again).toEqual(first);
    expect((await app.refusal(lead, PUBLISH, { input: { ...input, rationale: 'other' } })).code).toBe(
      'IDEMPOTENCY_MISMATCH',
    );
  });

  it('shows a confirmation at once, and never takes it for an update', async () => {
    const coalition = await aPublishedCoalition(app, { mission: 'Ours' });
    const at = { network: coalition.network.slug, slug: coalition.slug };
    const before = (await app.data(null, READ, at)).coalition;
    await save(app, coalition.lead, coalition, { mission: 'A draft' });

    const verify =
      'mutation ($input: VerifyProfileInput!) { verifyProfile(input: $input) { profile { verifiedOn revision } } }';
    const input = { coalitionId: coalition.id, expectedRevision: 3 };
    expect(
      (await app.data(await coalition.as(Role.EDITOR), verify, { input })).verifyProfile.profile.revision,
    ).toBe(3);

    const today = new Date().toISOString().slice(0, 10);
    expect((await app.data(null, READ, at)).coalition).toEqual({ ...before, verifiedOn: today });
  });

  it('is found by each filter, and by all of them together', async () => {
    const network = await aNetwork(app);
    const fields = {
      ...{
        counties: [{ fips: '37011' }],
        sectorCodes: ['parents'],
        frameworkCodes: ['pair-of-aces'],
        populationCodes: [] as string[],
      },
      initiatives: [{ name: 'Story hour', goalCodes: ['G1'] }],
    };
    const [population] = (
      await app.data(
        null,
        'query ($n: String!) { network(slug: $n) { terms(taxonomy: "population") { code } } }',
        { n: network.slug },
      )
    ).network.terms;
    fields.populationCodes = [population.code];
    const wanted = await aPublishedCoalition(app, fields, network, 'Wanted');
    await aPublishedCoalition(app, { counties: [{ fips: '37013' }] }, network, 'Other');
    await publishStrategy(app, wanted.lead, wanted, towards('G1'));
    const verify = 'mutation ($input: VerifyProfileInput!) { verifyProfile(input: $input) { coalitionId } }';
    await app.data(wanted.lead, verify, { input: { coalitionId: wanted.id, expectedRevision: 2 } });

    const filters = {
      ...{
        countyFips: ['37011', '37001'],
        goalCodes: ['G1'],
        sectorCodes: ['parents'],
        populationCodes: [population.code],
      },
      ...{ frameworkCodes: ['pair-of-aces'], verifiedSince: '2020-01-01' },
    };
    for (const [filter, value] of Object.entries(filters)) {
      expect([filter, await names(network.slug, { filter: { [filter]: value } })]).toEqual([
        filter,
        ['Wanted'],
      ]);
    }
    expect(await names(network.slug, { filter: filters })).toEqual(['Wanted']);
    expect(await names(network.slug, { filter: { ...filters, goalCodes: ['G2'] } })).toEqual([]);
    expect(await names(network.slug, { filter: { ...filters, intents: ['PARTLY'] } })).toEqual([]);
    expect(await names(network.slug, { filter: { sectorCodes: [] } })).toEqual([]);
  });

  it.each(['Thriving Smoky Familys', 'smokey', 'thrivng', 'Haywod', 'Sylva Libary'])(
    'is found by "%s"',
    async (search) => {
      const network = await aNetwork(app);
      const fields = {
        counties: [{ fips: '37087' }],
        partners: [{ organization: { name: 'Sylva Library' } }],
      };
      await aPublishedCoalition(app, fields, network, 'Smoky Mountain Thriving Families');
      await aPublishedCoalition(app, {}, network, 'Cape Fear Council');

      expect(await names(network.slug, { search })).toEqual(['Smoky Mountain Thriving Families']);
    },
  );

  it('puts the best match first when no order is asked for', async () => {
    const network = await aNetwork(app);
    for (const name of ['A Council of Harbor Towns', 'Harbour Families', 'Harbor Families'])
      await aPublishedCoalition(app, {}, network, name);

    expect((await names(network.slug, { search: 'harbor families' }))[0]).toBe('Harbor Families');
    expect((await names(network.slug, { search: 'harbor', orderBy: 'NAME_DESC' }))[0]).not.toBe(
      'A Council of Harbor Towns',
    );
  });

  it.each(['NAME_ASC', 'NAME_DESC', 'UPDATED_DESC', 'VERIFIED_DESC'])(
    'pages both ways in the order %s without a gap',
    async (orderBy) => {
      const network = await aNetwork(app);
      for (const name of ['Delta', 'alpha', 'Écho', 'bravo', 'Charlie'])
        await aPublishedCoalition(app, {}, network, name);
      const whole = await names(network.slug, { orderBy });
      if (orderBy === 'NAME_ASC') expect(whole).toEqual(['alpha', 'bravo', 'Charlie', 'Delta', 'Écho']);

      const forwards: string[] = [];
      let page = await list(network.slug, { orderBy, first: 2 });
      expect(page.pageInfo.hasPreviousPage).toBe(false);
      for (;;) {
        forwards.push(...page.nodes.map(({ name }: { name: string }) => name));
        if (!page.pageInfo.hasNextPage) break;
        page = await list(network.slug, { orderBy, first: 2, after: page.pageInfo.endCursor });
        expect(page.totalCount).toBe(5);
      }
      const backwards: string[] = [];
      page = await list(network.slug, { orderBy, last: 2 });
      for (;;) {
        backwards.unshift(...page.nodes.map(({ name }: { name: string }) => name));
        if (!page.pageInfo.hasPreviousPage) break;
        page = await list(network.slug, { orderBy, last: 2, before: page.pageInfo.startCursor });
      }
      expect([forwards, backwards]).toEqual([whole, whole]);
    },
  );

  it('finds everything that it shows by its id', async () => {
    const coalition = await aPublishedCoalition(app, {
      ...{
        backbone: { name: 'Host House' },
        partners: [{ organization: { name: 'Host House' } }],
        initiatives: [{ name: 'Story hour', goalCodes: ['G2-O1'] }],
      },
    });
    const shown = (await app.data(null, READ, { network: coalition.network.slug, slug: coalition.slug }))
      .coalition;
    const { network } = await app.data(
      null,
      'query ($n: String!) { network(slug: $n) { id goals { id code parent { code } children { code } } } }',
      { n: coalition.network.slug },
    );
    expect(network.goals.map(({ code }: { code: string }) => code)).toEqual(['G1', 'G2', 'G2-O1']);

    const node = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    const ids = {
      Coalition: shown.id,
      Organization: shown.backbone.id,
      Partner: shown.partners[0].id,
      Initiative: shown.initiatives[0].id,
      Network: network.id,
      Goal: network.goals[2].id,
    };
    for (const [__typename, id] of Object.entries(ids)) {
      expect((await app.data(null, node, { id })).node).toEqual({ __typename, id });
    }
    expect(shown.initiatives[0].coalition.slug).toBe(coalition.slug);
    expect((await app.data(null, node, { id: 'nonsense' })).node).toBeNull();
  });

  it('is found from its counties; a statewide coalition only when asked for', async () => {
    const network = await aNetwork(app);
    await aPublishedCoalition(app, { counties: [{ fips: '37199' }] }, network, 'Local');
    await aPublishedCoalition(
      app,
      { counties: [{ fips: '37199' }], scope: 'STATEWIDE' },
      network,
      'Statewide',
    );
    const query = `query ($n: String, $s: Boolean) { county(fips: "37199") { name state population populationYear coalitions(network: $n, includeStatewide: $s) { totalCount nodes { name } } } }`;

    expect((await app.data(null, query, { n: network.slug })).county).toMatchObject({
      name: 'Yancey',
      state: 'NC',
      populationYear: 2023,
      coalitions: { totalCount: 1, nodes: [{ name: 'Local' }] },
    });
    expect((await app.data(null, query, { n: network.slug, s: true })).county.coalitions.totalCount).toBe(2);
    expect((await app.data(null, query, { n: 'no-such-network' })).county.coalitions.totalCount).toBe(0);
  });
});
