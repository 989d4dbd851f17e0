import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, save } from './support/fixtures.ts';

describe('A workspace', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

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
});
