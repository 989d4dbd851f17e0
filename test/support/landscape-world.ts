import { Role } from '../../src/platform/graphql/allow.ts';
import type { Person, TestApp } from './app.ts';
import { aCoalition, aNetwork, PUBLISH, type TestCoalition, type TestNetwork, UPDATE } from './fixtures.ts';
import { SAVE_GOALS } from './framework.ts';
import {
  type Act,
  organizationKey,
  type GoalChange,
  type SavedProfile,
  strategyOf,
} from './landscape-acts.ts';
import {
  type ModelFramework,
  type ModelProfile,
  type ModelRecord,
  type ModelStrategy,
  presentGoal,
} from './landscape-model.ts';
import { saveStrategy } from './strategies.ts';

const MOST_OPEN = 9;

/** One coalition as its people see it. */
interface Expected {
  coalition: TestCoalition;
  lead: Person;
  demo: boolean;
  profile: ModelProfile;
  verified: boolean;
  strategy: ModelStrategy | null;
  /** Counts the saves of the strategy. */
  saves: number;
  published: (ModelRecord & { saves: number }) | null;
}

/** A network whose people act, and what each act must have made public, kept beside the server. */
export class LandscapeWorld {
  framework: ModelFramework = new Map();
  private version = 1;
  private open: Expected[] = [];

  private constructor(
    readonly app: TestApp,
    readonly network: TestNetwork,
    private readonly admin: Person,
    /** What the database of the app holds for widely shared. */
    readonly widelyShared: number,
  ) {
    for (const code of ['G1', 'G2']) this.framework.set(code, goalUnder(null));
    this.framework.set('G2-O1', goalUnder('G2'));
  }

  static async create(app: TestApp, widelyShared: number): Promise<LandscapeWorld> {
    const network = await aNetwork(app);
    const world = new LandscapeWorld(app, network, await network.as(Role.NETWORK_ADMIN), widelyShared);
    for (const demo of [false, false, false, false, true]) await world.addCoalition(demo);
    return world;
  }

  get records(): ModelRecord[] {
    return this.open.flatMap(({ published }) => published ?? []);
  }

  async perform(act: Act): Promise<void> {
    if (act.kind === 'create') return this.addCoalition(act.demo);
    if (act.kind === 'goals') return this.saveGoals(act.changes);
    const of = this.open[act.who % this.open.length]!;
    const reason = { coalitionId: of.coalition.id, reason: 'x' };
    switch (act.kind) {
      case 'profile':
        return this.saveProfile(of, act.profile);
      case 'strategy':
        of.strategy = strategyOf(act.sketch, [...this.framework.keys()].filter(this.isInForce));
        of.saves++;
        await saveStrategy(this.app, of.lead, of.coalition, { ...of.strategy });
        return;
      case 'publish':
        return this.publish(of, act.parts);
      case 'verify':
        await this.do(of.lead, 'verifyProfile', {
          ...{ coalitionId: of.coalition.id, expectedRevision: await this.revision(of) },
        });
        of.verified = true;
        if (of.published) of.published.verified = true;
        return;
      case 'unpublish':
        await this.do(of.lead, 'unpublishCoalition', reason, of.published === null);
        of.published = null;
        return;
      case 'archive':
        if (this.open.length < 3) return;
        await this.do(this.admin, 'archiveCoalition', reason);
        this.open = this.open.filter((one) => one !== of);
        return;
      case 'merge': {
        const kept = this.open[act.into % this.open.length]!;
        if (kept === of || this.open.length < 3) return;
        const ids = { keepId: kept.coalition.id, mergeId: of.coalition.id };
        await this.do(this.admin, 'mergeCoalitions', { ...ids, reason: 'x' });
        this.open = this.open.filter((one) => one !== of);
      }
    }
  }

  private readonly isInForce = (code: string): boolean => !this.framework.get(code)!.retired;

  private async addCoalition(demo: boolean): Promise<void> {
    if (this.open.length >= MOST_OPEN) return;
    const coalition = await aCoalition(this.app, this.network);
    await this.app.database.rows('update access.coalitions set demo = $2 where id = $1', [
      coalition.key,
      demo,
    ]);
    const profile = { statewide: false, counties: [], sectors: [], partners: [], backbone: null };
    const draft = { profile, verified: false, strategy: null, saves: 0, published: null };
    this.open.push({ coalition, lead: await coalition.as(Role.LEAD), demo, ...draft });
  }

  private async saveProfile(of: Expected, wanted: SavedProfile): Promise<void> {
    const inputOf = (partners: SavedProfile['partners']) => ({
      scope: wanted.scope,
      counties: wanted.counties.map((fips) => ({ fips })),
      sectorCodes: wanted.sectorCodes,
      partners: partners.map((organization) => ({ organization })),
      backbone: wanted.backbone === null ? null : { name: wanted.backbone },
    });
    const saved = async (partners: SavedProfile['partners']) => {
      const at = { coalitionId: of.coalition.id, expectedRevision: await this.revision(of) };
      return this.app.graphql(of.lead, UPDATE, { input: { ...at, ...inputOf(partners) } });
    };
    const { errors } = await saved(wanted.partners);
    // The sector of an organisation that others have published too is not changed here.
    if (errors) {
      expect(errors[0]!.extensions.code).toBe('BAD_USER_INPUT');
      const again = await saved(wanted.partners.map(({ name }) => ({ name })));
      expect(again.errors).toBeUndefined();
    }
    of.profile = {
      statewide: wanted.scope === 'STATEWIDE',
      counties: wanted.counties,
      sectors: wanted.sectorCodes,
      partners: wanted.partners.map(({ name }) => organizationKey(name)),
      backbone: wanted.backbone === null ? null : organizationKey(wanted.backbone),
    };
  }

  private async publish(of: Expected, parts: ('PROFILE' | 'STRATEGY')[]): Promise<void> {
    const alone = !parts.includes('PROFILE');
    const ready =
      parts.includes('STRATEGY') &&
      of.strategy !== null &&
      of.published?.saves !== of.saves &&
      of.strategy.alignments.every(({ goalCode }) => goalCode === undefined || this.isInForce(goalCode));
    const input = { coalitionId: of.coalition.id, expectedProfileRevision: await this.revision(of), parts };
    const { errors } = await this.app.graphql(of.lead, PUBLISH, { input });
    const refused = alone && (!ready || of.published === null);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(refused ? ['CONFLICT'] : undefined);
    if (refused) return;
    const { demo, profile, verified } = of;
    of.published ??= { slug: of.coalition.slug, demo, profile, verified, strategy: null, saves: 0 };
    if (!alone) Object.assign(of.published, { profile, verified });
    if (ready) Object.assign(of.published, { strategy: of.strategy, saves: of.saves });
  }

  /** Refused, and nothing changes, when something that is public would lose its goal. */
  private async saveGoals(changes: GoalChange[]): Promise<void> {
    const { framework, replaces, fits } = changed(this.framework, changes);
    if (!fits) return;
    const codes = [...framework].filter(([, { retired }]) => !retired).map(([code]) => code);
    const goals = codes.map((code) => ({
      ...{ code, title: `Goal ${code}`, level: 'OUTCOME', parentCode: framework.get(code)!.parent },
      replaces: [...replaces].filter(([, by]) => by === code).map(([old]) => old),
    }));
    const refused = this.records.some(({ strategy }) =>
      (strategy?.alignments ?? []).some(
        ({ goalCode }) => goalCode !== undefined && presentGoal(framework, goalCode) === null,
      ),
    );
    const input = { network: this.network.slug, expectedFrameworkVersion: this.version, goals };
    const { errors } = await this.app.graphql(this.admin, SAVE_GOALS, { input });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(refused ? ['CONFLICT'] : undefined);
    if (refused) return;
    this.framework = framework;
    this.version++;
  }

  private async do(person: Person, mutation: string, input: object, refused = false): Promise<void> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { coalitionId } }`;
    const { errors } = await this.app.graphql(person, text, { input });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(refused ? ['CONFLICT'] : undefined);
  }

  private async revision({ coalition }: Expected): Promise<number> {
    const [row] = await this.app.database.rows<{ revision: number }>(
      'select revision from private.profiles where coalition_id = $1',
      [coalition.key],
    );
    return row!.revision;
  }
}

const goalUnder = (parent: string | null) => ({ parent, retired: false, replacedBy: null });

/** The framework after some changes, and which codes then have a new successor. */
function changed(before: ModelFramework, changes: GoalChange[]) {
  const parents = new Map<string, string | null>();
  for (const [code, { retired, parent }] of before) if (!retired) parents.set(code, parent);
  const replaces = new Map<string, string>();
  const above = (code: string | null): string[] =>
    code === null ? [] : [code, ...above(parents.get(code)!)];
  for (const { kind, code, other } of changes) {
    if (kind === 'place') {
      const fits = (parent: string): boolean => !above(parent).includes(code) && above(parent).length < 3;
      const wish = parents.has(other) ? [other] : [...parents.keys()];
      parents.set(code, wish.find(fits) ?? null);
      continue;
    }
    if (code === other) continue;
    for (const [child, parent] of parents) if (parent === code) parents.set(child, parents.get(code)!);
    parents.delete(code);
    if (kind === 'retire') continue;
    if (!parents.has(other)) parents.set(other, null);
    if (before.has(code)) replaces.set(code, other);
  }
  for (const [code, by] of replaces) if (parents.has(code) || !parents.has(by)) replaces.delete(code);
  const framework: ModelFramework = new Map();
  for (const code of new Set([...before.keys(), ...parents.keys()])) {
    const parent = parents.get(code);
    const replacedBy = replaces.get(code) ?? before.get(code)?.replacedBy ?? null;
    framework.set(
      code,
      parent === undefined ? { parent: null, retired: true, replacedBy } : goalUnder(parent),
    );
  }
  const deepest = Math.max(0, ...[...parents.keys()].map((code) => above(code).length));
  return { framework, replaces, fits: parents.size > 0 && deepest <= 6 };
}
