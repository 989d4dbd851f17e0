import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPublishedCoalition } from './support/fixtures.ts';
import { FIRST, SAVE_GOALS, TestFramework } from './support/framework.ts';
import { publishStrategy, towards } from './support/strategies.ts';

describe('Saving a framework', () => {
  let app: TestApp;
  let framework: TestFramework;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    framework = await TestFramework.create(app);
  });

  it('does not write over what somebody has saved since', async () => {
    const before = await framework.everything();
    expect(await framework.refusal(1, [])).toEqual({
      ...{ code: 'CONFLICT', currentFrameworkVersion: 2, currentRevision: expect.any(Number) },
      changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(await framework.refusal(3, [])).toMatchObject({ code: 'CONFLICT', currentFrameworkVersion: 2 });
    expect(await framework.everything()).toEqual(before);

    const both = await Promise.all(
      [0, 1].map(() => framework.answer(2, [{ code: 'R', title: 'New', level: 'GOAL' }])),
    );
    const outcomes = both.map(({ errors }) => errors?.[0]?.extensions.code ?? 'saved').sort();
    expect(outcomes).toEqual(['CONFLICT', 'saved']);
  });

  it('loses no goal that published coalitions work towards', async () => {
    const publish = async (name: string, goalCodes: string[]) => {
      const coalition = await aPublishedCoalition(app, {}, framework.network, name);
      await publishStrategy(app, coalition.lead, coalition, towards(...goalCodes));
      return coalition;
    };
    const [a, b] = [await publish('A', ['Q', 'P-G']), await publish('B', ['Q'])];
    await publish('C', ['P']);
    const before = await framework.everything();
    const [p, g, o, q] = FIRST as [object, object, object, object];

    const { code, uses, useCount } = await framework.refusal(2, [p]);
    expect({ code, uses, useCount }).toEqual({
      ...{ code: 'CONFLICT', useCount: 3 },
      uses: [
        { goalCode: 'P-G', coalition: a.slug, name: 'A' },
        { goalCode: 'Q', coalition: a.slug, name: 'A' },
        { goalCode: 'Q', coalition: b.slug, name: 'B' },
      ],
    });
    const { errors } = await framework.answer(2, [p]);
    expect(errors![0]!.message).toMatch(/P-G, Q.*replaces/);
    expect(await framework.everything()).toEqual(before);

    // Nobody works towards P-O, and R takes the place of Q.
    await framework.save(2, [p, g, { code: 'R', title: 'Systems, anew', level: 'GOAL', replaces: ['Q'] }]);
    // R itself has nobody, but through it goes what A and B have published.
    expect((await framework.refusal(3, [p, g])).uses).toHaveLength(2);
    await framework.save(3, [p, g, o, q]);
    expect(await framework.goal('Q')).toMatchObject({ retired: false, replacedBy: null });
  });

  it('is for the admins of the network only', async () => {
    const coalition = await aCoalition(app, framework.network);
    const stranger = await (await aNetwork(app)).as(Role.NETWORK_ADMIN);
    const before = await framework.everything();

    expect((await framework.refusal(2, [], await framework.network.as(Role.NETWORK_ANALYST))).code).toBe(
      'FORBIDDEN',
    );
    expect((await framework.refusal(2, [], await coalition.as(Role.LEAD))).code).toBe('FORBIDDEN');
    expect((await framework.refusal(2, [], stranger)).code).toBe('NOT_FOUND');
    expect((await framework.refusal(2, [], null)).code).toBe('UNAUTHENTICATED');
    const nowhere = { ...framework.input(2, []).input, network: 'no-such-network' };
    expect((await app.refusal(framework.admin, SAVE_GOALS, { input: nowhere })).code).toBe('NOT_FOUND');
    expect(await framework.everything()).toEqual(before);
  });

  const bad: [string, object, string][] = [
    ['a code twice', { code: 'P' }, 'code'],
    ['a code that is none', { code: 'a b' }, 'code'],
    ['a code that is too long', { code: 'x'.repeat(41) }, 'code'],
    ['no title', { title: ' ' }, 'title'],
    ['a parent that is not there', { parentCode: 'Z' }, 'parentCode'],
    ['a parent that is the goal itself', { parentCode: 'X' }, 'parentCode'],
    ['an area below an area', { level: 'PRIORITY_AREA', parentCode: 'P' }, 'parentCode'],
    ['a goal below a goal', { level: 'GOAL', parentCode: 'P-G' }, 'parentCode'],
    ['a horizon of a goal', { level: 'GOAL', horizon: 'LONG_TERM' }, 'horizon'],
    ['a day that does not exist', { targetDate: '2026-02-30' }, 'targetDate'],
    ['a source without https', { sources: [{ url: 'http://example.org' }] }, 'sources.0.url'],
    ['what stays replaced', { replaces: ['P'] }, 'replaces.0'],
    ['what never was replaced', { replaces: ['G1', 'NEVER'] }, 'replaces.1'],
    ['a level that is none', { level: 'AIM' }, 'level'],
  ];
  it.each(bad)('is refused whole for %s, by its path', async (_, fields, path) => {
    const before = await framework.everything();
    const { code, fields: told } = await framework.refusal(2, [
      ...FIRST,
      { code: 'X', title: 'X', level: 'OUTCOME', ...fields },
    ]);
    expect([code, Object.keys(told!)]).toEqual(['BAD_USER_INPUT', [`input.goals.4.${path}`]]);
    expect(await framework.everything()).toEqual(before);
  });

  it('holds 500 goals', async () => {
    const many = (length: number) =>
      Array.from({ length }, (_, i) => ({
        ...{ code: `C${i}`, title: `Goal ${i}`, level: 'OUTCOME' },
        parentCode: i % 10 === 0 ? null : `C${i - (i % 10)}`,
      }));
    expect((await framework.refusal(2, many(501))).fields).toEqual({ 'input.goals': 'List at most 500.' });
    expect((await framework.save(2, many(500))).goals).toHaveLength(500);
    expect(await framework.read(3)).toHaveLength(500);
  });
});
