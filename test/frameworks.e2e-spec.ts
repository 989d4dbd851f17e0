import { TestApp } from './support/app.ts';
import { FIRST, TestFramework } from './support/framework.ts';

describe('The framework of a network', () => {
  let app: TestApp;
  let framework: TestFramework;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    framework = await TestFramework.create(app);
  });

  it('is saved as a whole, in tree order, as the next version', async () => {
    const saved = await framework.save(2, [FIRST[2]!, FIRST[3]!, FIRST[1]!, FIRST[0]!], 'In another order');

    expect(saved.goals.map(({ code }: { code: string }) => code)).toEqual(['Q', 'P', 'P-G', 'P-O']);
    const today = new Date().toISOString().slice(0, 10);
    expect(saved.frameworkVersion).toBe(3);
    expect(saved.frameworkVersions).toEqual([
      { version: 3, adoptedOn: today, reason: 'In another order' },
      { version: 2, adoptedOn: today, reason: null },
      { version: 1, adoptedOn: today, reason: null },
    ]);
    expect((await framework.read())[2]).toMatchObject({
      ...{ code: 'P-G', level: 'GOAL', horizon: null, targetDate: '2030-12-31', parent: { code: 'P' } },
      ...{ children: [{ code: 'P-O' }], sources: [{ url: 'https://example.org/plan', title: 'Plan' }] },
    });
  });

  it('can be read at each version as it was, with the same ids', async () => {
    const before = await framework.read();
    const ids = new Map(before.map(({ id, code }) => [code, id]));
    await framework.save(2, [
      { ...FIRST[0], title: 'Families and children' },
      { ...FIRST[2], parentCode: 'P', title: 'Much less stress', description: null },
      { code: 'R', title: 'New', level: 'GOAL' },
    ]);

    expect(await framework.read(2)).toEqual(before);
    expect(
      (await framework.read()).map(({ code, title, parent }) => [code, title, parent?.title ?? null]),
    ).toEqual([
      ['P', 'Families and children', null],
      ['P-O', 'Much less stress', 'Families and children'],
      ['R', 'New', null],
    ]);
    for (const { id, code } of await framework.read(3)) expect(id).toBe(ids.get(code) ?? id);
    expect(await framework.read(3)).toEqual(await framework.read());
    const first = 'query ($n: String!) { network(slug: $n) { goals(frameworkVersion: 2) { code retired } } }';
    expect((await app.data(null, first, { n: framework.network.slug })).network.goals).toEqual([
      ...[
        { code: 'P', retired: false },
        { code: 'P-G', retired: true },
      ],
      ...[
        { code: 'P-O', retired: false },
        { code: 'Q', retired: true },
      ],
    ]);
  });

  it.each([0, -1, 4, 2_000_000_000])('has no version %s, and says so', async (version) => {
    const { code, fields } = await framework.refusalToRead(version);
    expect([code, Object.keys(fields!)]).toEqual(['BAD_USER_INPUT', ['frameworkVersion']]);
  });

  it('keeps what is retired, with what replaces it, until it comes back', async () => {
    const { id } = await framework.goal('Q');
    const [p, g, o] = FIRST;
    await framework.save(2, [
      p!,
      g!,
      o!,
      { code: 'R', title: 'Systems, anew', level: 'GOAL', replaces: ['Q', 'G1'] },
    ]);

    expect(await framework.goal('Q')).toMatchObject({
      id,
      title: 'Systems',
      retired: true,
      replacedBy: { code: 'R' },
    });
    expect((await framework.goal('R')).replaces.map(({ code }: { code: string }) => code).sort()).toEqual([
      'G1',
      'Q',
    ]);
    expect((await framework.read()).map(({ code }) => code)).toEqual(['P', 'P-G', 'P-O', 'R']);

    // Whoever does not say it again does not take it back.
    await framework.save(3, [p!, { code: 'R', title: 'Systems, anew', level: 'GOAL' }]);
    expect((await framework.goal('Q')).replacedBy).toEqual({ code: 'R' });
    expect(await framework.goal('P-O')).toMatchObject({ retired: true, replacedBy: null });

    await framework.save(4, [{ code: 'Q', title: 'Systems again', level: 'GOAL', replaces: ['R'] }]);
    expect(await framework.goal('Q')).toEqual({
      ...{ id, code: 'Q', title: 'Systems again', retired: false, replacedBy: null },
      ...{ replaces: [{ code: 'R' }], network: { slug: framework.network.slug } },
    });
  });

  it('may be emptied, and begins at version 0', async () => {
    expect((await framework.save(2, [])).goals).toEqual([]);
    expect(await framework.read(2)).toHaveLength(4);
    const [row] = await app.database.rows<{ id: string }>(
      `insert into reference.networks (slug, name, states) values ('fresh-' || gen_random_uuid(), 'Fresh', '{NC}') returning id`,
    );
    const fresh = await app.database.rows('select framework_version from reference.networks where id = $1', [
      row!.id,
    ]);
    expect(fresh).toEqual([{ framework_version: 0 }]);
  });

  it('is never shown from before a saving', async () => {
    // Long enough for what was kept to be given out again, where nothing says that it is old.
    const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
    for (let i = 2; i < 12; i++) {
      await Promise.all([framework.read(), framework.read(2)]);
      await framework.save(i, [{ code: 'Q', title: `Title ${i}`, level: 'GOAL' }]);
      if (i % 2 === 0) await settled();
      expect((await framework.read()).map(({ title }) => title)).toEqual([`Title ${i}`]);
    }
    // A version is what it was, and the fate that it tells of is today's.
    const query = 'query ($n: String!) { network(slug: $n) { goals(frameworkVersion: 2) { code retired } } }';
    const retired = async () =>
      (await app.data(null, query, { n: framework.network.slug })).network.goals
        .filter((each: { retired: boolean }) => each.retired)
        .map(({ code }: { code: string }) => code);
    expect(await retired()).toEqual(['P', 'P-G', 'P-O']);
    await framework.save(12, FIRST);
    await settled();
    expect(await retired()).toEqual([]);
  });

  it('tells in the history who saved it', async () => {
    const events = await app.database.rows(
      `select actor, action, before, after from audit.events where network_id = $1 and subject = 'goals' order by id`,
      [framework.network.key],
    );
    expect(events).toEqual([
      {
        ...{ actor: framework.admin.displayName, action: 'saveGoals' },
        ...{ before: { version: 1 }, after: { version: 2, reason: null } },
      },
    ]);
  });
});
