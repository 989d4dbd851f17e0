import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aNetwork, save, type TestCoalition, type TestNetwork } from './support/fixtures.ts';
import { imported, outcomes } from './support/imports.ts';

const LIST = `query ($slug: String!) { network(slug: $slug) { coalitions { nodes {
  id slug name kind { code } mission foundedYear aliases } } } }`;

describe('What was imported before', () => {
  let app: TestApp;
  let network: TestNetwork;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
  });

  const listed = async () =>
    (await app.data(null, LIST, { slug: network.slug })).network.coalitions.nodes as {
      id: string;
      name: string;
      [field: string]: unknown;
    }[];
  const asFixture = async (id: string): Promise<TestCoalition> => {
    const [row] = await app.database.rows<{ id: string }>(
      'select coalition_id as id from private.profiles where network_id = $1 limit 1',
      [network.key],
    );
    return { id, key: row!.id } as TestCoalition;
  };

  it('and merged by hand does not come back', async () => {
    await imported(app, admin, network, 'Ash Table,NC,Avery,,,,', 'Ash Creek Table,NC,Avery,,,,');
    const [kept, gone] = await listed();
    const merge =
      'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { coalitionId } }';
    await app.data(admin, merge, { input: { keepId: kept!.id, mergeId: gone!.id, reason: 'One' } });

    const again = await imported(app, admin, network, `${gone!.name},NC,Avery,,,,`);

    expect(outcomes(again)).toEqual(['2 REFUSED']);
    expect(again.rows[0]!.remarks).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('merged') }),
    );
    expect(await listed()).toHaveLength(1);
  });

  it('and is being worked on is left alone, and nothing unpublished is published with it', async () => {
    await imported(app, admin, network, 'Birch Hall,NC,Avery,,,,');
    const { id } = (await listed())[0]!;
    await save(app, admin, await asFixture(id), { mission: 'Not yet said' });

    expect(outcomes(await imported(app, admin, network, 'Birch Hall,NC,Avery,,,2020,'))).toEqual([
      '2 REFUSED',
    ]);
    expect(await listed()).toMatchObject([{ mission: null, foundedYear: null }]);
  });

  it('keeps the kind that somebody has given it since', async () => {
    await imported(app, admin, network, 'Cedar Families,NC,Avery,,,,');
    const { id } = (await listed())[0]!;
    const coalition = await asFixture(id);
    const expectedProfileRevision = await save(app, admin, coalition, { kindCode: 'council' });
    const publish = 'mutation ($input: PublishCoalitionInput!) { publishCoalition(input: $input) { id } }';
    await app.data(admin, publish, { input: { coalitionId: id, expectedProfileRevision } });

    expect(outcomes(await imported(app, admin, network, 'Cedar Families,NC,Avery,,,,'))).toEqual([
      '2 UNCHANGED',
    ]);
    await imported(app, admin, network, 'Cedar Families,NC,Avery,,,2019,');
    expect(await listed()).toMatchObject([{ kind: { code: 'council' }, foundedYear: 2019 }]);
  });

  it('takes from very many rows of one name no more than a profile may hold', async () => {
    const rows = Array.from({ length: 2_000 }, (_, i) => `Dogwood,NC,Avery,,,,https://example.org/${i}`);
    const report = await imported(app, admin, network, ...rows);
    expect([report.totals[network.slug]!['CREATED'], report.totals[network.slug]!['MERGED']]).toEqual([
      1, 1_999,
    ]);
    const [row] = await app.database.rows<{ sources: number }>(
      'select jsonb_array_length(sources) as sources from private.profiles where network_id = $1',
      [network.key],
    );
    expect(row!.sources).toBe(50);
  });
});
