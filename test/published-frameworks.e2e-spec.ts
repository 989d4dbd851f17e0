import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPlatformAdmin, type TestNetwork } from './support/fixtures.ts';
import {
  publishedFramework,
  revisionOfCrosswalk,
  revisionOfFramework,
  SAVE_FRAMEWORK,
} from './support/framework.ts';

const ITEMS = 'query ($code: String!) { framework(code: $code) { name items { code title } } }';
const SAVE_CROSSWALK = 'mutation ($input: SaveCrosswalkInput!) { saveCrosswalk(input: $input) { slug } }';

describe('A framework that others have published', () => {
  let app: TestApp;
  let platform: Person;
  let network: TestNetwork;
  let admin: Person;
  let code: string;

  beforeAll(async () => {
    app = await TestApp.start();
    platform = await aPlatformAdmin(app);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    network = await aNetwork(app);
    admin = await network.as(Role.NETWORK_ADMIN);
    code = network.slug.replace('network', 'framework');
    await saveFramework();
  });

  const saveFramework = async (fields: object = {}) => {
    const expectedRevision = await revisionOfFramework(app, code);
    const input = publishedFramework(code, { expectedRevision, ...fields });
    return (await app.data(platform, SAVE_FRAMEWORK, { input })).saveFramework;
  };
  const save = async (entries: object[]) => {
    const expectedRevision = await revisionOfCrosswalk(app, network);
    return app.data(admin, SAVE_CROSSWALK, { input: { network: network.slug, expectedRevision, entries } });
  };

  it('has what a platform admin saved, with its empty slots, in tree order', async () => {
    const saved = await saveFramework();
    expect(saved).toEqual({
      ...{ code, name: `Framework ${code}`, owner: 'Somebody', year: 2019, state: null, note: null },
      ...{ sources: [{ url: 'https://example.org/framework' }] },
      items: [
        { code: '1', number: '1', title: 'Strengthen families', description: null, parent: null },
        { code: '1.a', number: null, title: 'Home visiting', description: null, parent: { code: '1' } },
        { code: '2', number: '2', title: null, description: null, parent: null },
      ],
    });
    const { frameworks } = await app.data(null, '{ frameworks { code items { framework { code } } } }');
    const own = { framework: { code } };
    expect(frameworks).toContainEqual({ code, items: [own, own, own] });
    expect((await app.data(null, ITEMS, { code: 'none' })).framework).toBeNull();
  });

  it('is theirs alone to save', async () => {
    const input = publishedFramework(code, { name: 'Mine' });
    for (const person of [admin, await (await aCoalition(app, network)).as(Role.LEAD)])
      expect((await app.refusal(person, SAVE_FRAMEWORK, { input })).code).toBe('FORBIDDEN');
    expect((await app.refusal(null, SAVE_FRAMEWORK, { input })).code).toBe('UNAUTHENTICATED');
    expect((await app.data(null, ITEMS, { code })).framework.name).toBe(`Framework ${code}`);
  });

  it.each<[string, object, string]>([
    ['an item twice', { items: [{ code: '1' }, { code: '1' }] }, 'items.1.code'],
    ['a parent that is not there', { items: [{ code: '1', parentCode: '2' }] }, 'items.0.parentCode'],
    ['a circle', { items: [{ code: '1', parentCode: '1' }] }, 'items.0.parentCode'],
    ['a title of spaces', { items: [{ code: '1', title: ' ' }] }, 'items.0.title'],
    ['a code that is none', { code: 'A B', items: [] }, 'code'],
    ['a state that is none', { state: 'Ohio' }, 'state'],
    ['a source that is none', { sources: [{ url: 'x' }] }, 'sources.0.url'],
  ])('is refused for %s, by its path', async (_, fields, path) => {
    const refused = await app.refusal(platform, SAVE_FRAMEWORK, { input: publishedFramework(code, fields) });
    expect([refused.code, Object.keys(refused.fields!)]).toEqual(['BAD_USER_INPUT', [`input.${path}`]]);
  });

  it('is saved on the revision that was read: of two at once one is told that the other has saved', async () => {
    const input = (name: string) => publishedFramework(code, { expectedRevision: 1, name });
    const answers = await Promise.all(
      ['One', 'Two'].map((name) => app.graphql(platform, SAVE_FRAMEWORK, { input: input(name) })),
    );
    const [saved] = answers.flatMap(({ data }) => data?.['saveFramework'].name ?? []);
    const refused = answers.flatMap(({ errors }) => errors ?? []);
    expect(refused.map(({ extensions }) => extensions)).toEqual([
      { code: 'CONFLICT', currentRevision: 2, changedAt: expect.any(String) },
    ]);
    expect((await app.data(null, ITEMS, { code })).framework.name).toBe(saved);
  });

  it('keeps the items that crosswalks name, and says whose', async () => {
    await save([{ goalCode: 'G1', frameworkCode: code, itemCode: '2', match: 'CLOSE' }]);
    const refused = await app.refusal(platform, SAVE_FRAMEWORK, {
      input: publishedFramework(code, { expectedRevision: 1, name: 'Other', items: [{ code: '1' }] }),
    });
    expect(refused).toEqual({
      code: 'CONFLICT',
      uses: [{ itemCode: '2', network: network.slug, name: expect.stringContaining(network.slug) }],
    });
    expect((await app.data(null, ITEMS, { code })).framework).toMatchObject({
      ...{ name: `Framework ${code}`, items: [{ code: '1' }, { code: '1.a' }, { code: '2' }] },
    });

    await save([]);
    expect((await saveFramework({ items: [{ code: '1', title: 'One' }] })).items).toHaveLength(1);
  });
});
