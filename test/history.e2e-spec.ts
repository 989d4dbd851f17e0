import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aNetwork, save, type TestCoalition } from './support/fixtures.ts';

describe('A workspace', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const historyOf = async (person: Person, { id }: TestCoalition) => {
    const query =
      'query ($id: ID!) { workspace(coalitionId: $id) { history(first: 100) { nodes { action subject before after } } } }';
    return (await app.data(person, query, { id })).workspace.history.nodes;
  };

  it('shows its history: who changed what, from what to what', async () => {
    const coalition = await aCoalition(app);
    const editor = await coalition.as(Role.EDITOR);
    await save(app, editor, coalition, { mission: 'First', counties: [{ fips: '37011' }] });
    await save(app, editor, coalition, { mission: 'Second', counties: [{ fips: '37011' }] });

    const query =
      'query ($id: ID!) { workspace(coalitionId: $id) { history(first: 2) { totalCount nodes { actor action subject before after } pageInfo { hasNextPage endCursor } } } }';
    const { history } = (await app.data(editor, query, { id: coalition.id })).workspace;

    expect(history.nodes[0]).toEqual({
      ...{ actor: editor.displayName, action: 'updateProfile', subject: expect.stringMatching(/^profile/) },
      ...{ before: '{"mission":"First"}', after: '{"mission":"Second"}' },
    });
    expect(history.nodes[1]).toMatchObject({ subject: 'county 37011', before: null });
    expect(history.pageInfo.hasNextPage).toBe(true);
    expect(history.totalCount).toBe(4);
  });

  it('names organisations, also those that the profile has dropped, and shows no ids', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    await save(app, lead, coalition, {
      backbone: { name: 'Old Mill House' },
      partners: [{ organization: { name: 'Bee Library' }, role: 'Friend' }],
    });
    await save(app, lead, coalition, { backbone: null, partners: [] });

    const nodes = await historyOf(lead, coalition);

    expect(nodes).toContainEqual(
      expect.objectContaining({
        subject: 'partner',
        before: expect.stringContaining('"organization":"Bee Library"'),
        after: null,
      }),
    );
    expect(nodes).toContainEqual(
      expect.objectContaining({ before: '{"backbone":"Old Mill House"}', after: '{"backbone":null}' }),
    );
    expect(JSON.stringify(nodes)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
  });

  it('names the coalition that it was merged with', async () => {
    const network = await aNetwork(app);
    const [kept, gone] = [await aCoalition(app, network, 'Kept'), await aCoalition(app, network, 'Gone')];
    const admin = await network.as(Role.NETWORK_ADMIN);
    const merge =
      'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { coalitionId } }';
    await app.data(admin, merge, { input: { keepId: kept.id, mergeId: gone.id, reason: 'One' } });

    expect(await historyOf(admin, kept)).toContainEqual(
      expect.objectContaining({ after: '{"merged":"Gone","reason":"One"}' }),
    );
  });
});
