import fc from 'fast-check';
import { WIDELY_SHARED } from '../src/landscape/widely-shared.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aNetwork } from './support/fixtures.ts';
import {
  ALAMANCE,
  BUNCOMBE,
  covering,
  Landscape,
  type Published,
  shareWidely,
  WAKE,
} from './support/landscape.ts';
import { SAVE_GOALS } from './support/framework.ts';
import { publications } from './support/landscape-acts.ts';
import { checkFigures, checkRebuild } from './support/landscape-check.ts';
import { LandscapeWorld } from './support/landscape-world.ts';
import { towards } from './support/strategies.ts';

const TIE = 'a { name } b { name } sharedPartners sharedCounties sharedGoals';
const partners = (...names: string[]) => ({ partners: names.map((name) => ({ organization: { name } })) });

describe('What more coalitions have than make ties by it', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    const [row] = await app.database.rows<{ number: number }>('select published.widely_shared() as number');
    expect(row!.number).toBe(WIDELY_SHARED);
    await shareWidely(app, 3);
  });
  afterAll(() => app.stop());

  const aLandscape = async (): Promise<Landscape> => new Landscape(app, await aNetwork(app));
  const tiesOf = async (landscape: Landscape, args = ''): Promise<string[]> => {
    await checkRebuild({ app, network: landscape.network });
    const { ties } = await landscape.read(`ties${args} { totalCount nodes { ${TIE} } }`);
    expect(ties.totalCount).toBe(ties.nodes.length);
    return ties.nodes
      .map(({ a, b, sharedPartners, sharedCounties, sharedGoals }: any) =>
        [...[a.name, b.name].sort(), sharedPartners, sharedCounties, sharedGoals].join(' '),
      )
      .sort();
  };
  const unpublish = (landscape: Landscape, { id, lead }: Published) =>
    landscape.do(lead, 'unpublishCoalition', { coalitionId: id, reason: 'x' });
  const inWake = ['Ann Bo 0 1 0', 'Ann Cy 0 1 0', 'Bo Cy 0 1 0'];

  it.each([
    ['a county', { profile: covering(WAKE) }, '0 1 0'],
    ['an organisation', { profile: partners('Clinic') }, '1 0 0'],
    ['a goal', { strategy: towards('G1') }, '0 0 1'],
  ])('is %s of a fourth coalition, until one of them has it no more', async (_what, wanted, figures) => {
    const landscape = await aLandscape();
    const coalitions: Published[] = [];
    for (const name of ['Ann', 'Bo', 'Cy']) coalitions.push(await landscape.publish({ name, ...wanted }));
    const three = ['Ann Bo', 'Ann Cy', 'Bo Cy'].map((pair) => `${pair} ${figures}`);
    expect(await tiesOf(landscape)).toEqual(three);

    await landscape.publish({ name: 'Di', ...wanted });
    expect(await tiesOf(landscape)).toEqual([]);

    await landscape.publishProfile(coalitions[2]!, { ...covering(ALAMANCE), partners: [] });
    await landscape.publishStrategy(coalitions[2]!, towards('G2'));
    expect(await tiesOf(landscape)).toEqual(
      ['Ann Bo', 'Ann Di', 'Bo Di'].map((pair) => `${pair} ${figures}`),
    );
  });

  it('counts where something else makes a tie, and goes with it', async () => {
    const landscape = await aLandscape();
    const everywhere = { strategy: towards('G1', 'G2') };
    const ann = await landscape.publish({ name: 'Ann', profile: covering(WAKE, BUNCOMBE), ...everywhere });
    await landscape.publish({ name: 'Bo', profile: covering(BUNCOMBE), ...everywhere });
    await landscape.publish({ name: 'Cy', profile: covering(ALAMANCE), ...everywhere });
    await landscape.publish({ name: 'Di', ...everywhere });
    expect(await tiesOf(landscape)).toEqual(['Ann Bo 0 1 2']);
    expect(await tiesOf(landscape, '(minShared: 3)')).toEqual(['Ann Bo 0 1 2']);
    expect(await tiesOf(landscape, '(minShared: 4)')).toEqual([]);

    await landscape.publishStrategy(ann, towards('G2', 'G2-O1'));
    expect(await tiesOf(landscape)).toEqual([
      ...['Ann Bo 0 1 1', 'Bo Cy 0 0 2', 'Bo Di 0 0 2', 'Cy Di 0 0 2'],
    ]);
    await landscape.publishProfile(ann, covering(WAKE));
    expect(await tiesOf(landscape)).toEqual(['Bo Cy 0 0 2', 'Bo Di 0 0 2', 'Cy Di 0 0 2']);
  });

  it('is counted with clearly fictional ones among them', async () => {
    const landscape = await aLandscape();
    for (const name of ['Ann', 'Bo', 'Cy']) await landscape.publish({ name, profile: covering(WAKE) });
    const dream = await landscape.publish({ name: 'Dream', profile: covering(WAKE), demo: true });
    expect(await tiesOf(landscape)).toEqual([]);
    expect(await tiesOf(landscape, '(includeDemo: true)')).toEqual([]);
    await unpublish(landscape, dream);
    expect(await tiesOf(landscape)).toEqual(inWake);
  });

  it('makes ties again when one of them is withdrawn, archived or merged', async () => {
    const landscape = await aLandscape();
    const admin = await landscape.network.as(Role.NETWORK_ADMIN);
    const [ann] = await Promise.all(
      ['Ann', 'Bo', 'Cy'].map((name) => landscape.publish({ name, profile: covering(WAKE) })),
    );
    const fourth = () => landscape.publish({ profile: { ...covering(WAKE), ...partners('Of the fourth') } });
    for (const act of [
      (gone: Published) => unpublish(landscape, gone),
      (gone: Published) => landscape.do(admin, 'archiveCoalition', { coalitionId: gone.id, reason: 'x' }),
      (gone: Published) =>
        landscape.do(admin, 'mergeCoalitions', { keepId: ann!.id, mergeId: gone.id, reason: 'x' }),
    ]) {
      const gone = await fourth();
      expect(await tiesOf(landscape)).toEqual([]);
      await act(gone);
      expect(await tiesOf(landscape)).toEqual(inWake);
    }
  });

  it('changes with many publications, and the ties with it', async () => {
    const world = await LandscapeWorld.create(app, 3);
    await Promise.all([1, 2, 3].map(() => world.perform({ kind: 'create', demo: false })));
    const turns = { tooMany: 0, fewAgain: 0 };
    let before = new Map<string, boolean>();
    for (const [i, acts] of fc.sample(publications, { seed: 26, numRuns: 40 }).entries()) {
      for (const act of acts) await world.perform(act);
      await checkRebuild(world);
      if (i % 4 === 3) await checkFigures(world);
      const now = await whatMakesTies(world);
      for (const [thing, makesTies] of now) {
        if (before.get(thing) === true && !makesTies) turns.tooMany++;
        if (before.get(thing) === false && makesTies) turns.fewAgain++;
      }
      before = now;
    }
    expect(Math.min(turns.tooMany, turns.fewAgain)).toBeGreaterThan(9);
  });

  const whatMakesTies = async ({ network }: LandscapeWorld): Promise<Map<string, boolean>> => {
    const text = `select kind || ' ' || key as thing, makes_ties from published.shared_things where network_id = $1`;
    const rows = await app.database.rows<{ thing: string; makes_ties: boolean }>(text, [network.key]);
    return new Map(rows.map((row) => [row.thing, row.makes_ties]));
  };

  it('is what it is after a change of the framework', async () => {
    const landscape = await aLandscape();
    const admin = await landscape.network.as(Role.NETWORK_ADMIN);
    for (const name of ['Ann', 'Bo', 'Cy']) await landscape.publish({ name, strategy: towards('G1') });
    for (const name of ['Di', 'Ed']) await landscape.publish({ name, strategy: towards('G2') });
    expect(await tiesOf(landscape)).toHaveLength(4);
    const [goal, other] = ['G1', 'G2-O1'].map((code) => ({ code, title: code, level: 'GOAL' }));
    const goals = [{ ...goal, replaces: ['G2'] }, other];
    const input = { network: landscape.network.slug, expectedFrameworkVersion: 1, goals };
    await app.data(admin, SAVE_GOALS, { input });
    expect(await tiesOf(landscape)).toEqual([]);
  });
});
