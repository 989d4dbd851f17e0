import { Role } from '../../src/platform/graphql/allow.ts';
import { globalId } from '../../src/platform/graphql/ids.ts';
import type { Answer, Person, TestApp } from './app.ts';
import { aNetwork, type TestNetwork } from './fixtures.ts';

export const SAVE_GOALS = `mutation ($input: SaveGoalsInput!) { saveGoals(input: $input) {
  frameworkVersion frameworkVersions { version adoptedOn reason } goals { id code } } }`;
const READ = `query ($network: String!, $version: Int) { network(slug: $network) {
  goals(frameworkVersion: $version) { id code title description level horizon targetDate
    parent { code title } children { code title } sources { url title retrievedOn } } } }`;
const FATE = `query ($id: ID!) { node(id: $id) { ... on Goal {
  id code title retired replacedBy { code } replaces { code } network { slug } } } }`;

export const FIRST = [
  { code: 'P', title: 'Families', level: 'PRIORITY_AREA' },
  {
    ...{ code: 'P-G', title: 'Families thrive', level: 'GOAL', parentCode: 'P', targetDate: '2030-12-31' },
    sources: [{ url: 'https://example.org/plan', title: 'Plan' }],
  },
  {
    ...{ code: 'P-O', title: 'Less stress', level: 'OUTCOME', parentCode: 'P-G', horizon: 'LONG_TERM' },
    description: 'Of parents.',
  },
  { code: 'Q', title: 'Systems', level: 'GOAL' },
];

/** What a platform admin saves of somebody else's framework. */
export const SAVE_FRAMEWORK = `mutation ($input: SaveFrameworkInput!) { saveFramework(input: $input) {
  code name owner year state note sources { url } items { code number title description parent { code } } } }`;

/** The revision that a saving is to be made on. */
export const revisionOfFramework = async (app: TestApp, code: string): Promise<number> =>
  (
    await app.database.rows<{ revision: number }>(
      'select revision from reference.frameworks where code = $1',
      [code],
    )
  )[0]?.revision ?? 0;

export const revisionOfCrosswalk = async (app: TestApp, { key }: TestNetwork): Promise<number> =>
  (
    await app.database.rows<{ revision: number }>(
      'select crosswalk_revision as revision from reference.networks where id = $1',
      [key],
    )
  )[0]!.revision;

export const publishedFramework = (code: string, fields: object = {}): object => ({
  expectedRevision: 0,
  ...{ code, name: `Framework ${code}`, owner: 'Somebody', year: 2019 },
  ...{ sources: [{ url: 'https://example.org/framework' }] },
  items: [
    { code: '1', number: '1', title: 'Strengthen families' },
    { code: '1.a', title: 'Home visiting', parentCode: '1' },
    { code: '2', number: '2', title: null },
  ],
  ...fields,
});

/** A network whose second version these goals are, and what its admin and everybody else do with it. */
export class TestFramework {
  private constructor(
    private readonly app: TestApp,
    readonly network: TestNetwork,
    readonly admin: Person,
  ) {}

  static async create(app: TestApp): Promise<TestFramework> {
    const network = await aNetwork(app);
    const framework = new TestFramework(app, network, await network.as(Role.NETWORK_ADMIN));
    await framework.save(1, FIRST);
    return framework;
  }

  input(expectedFrameworkVersion: number, goals: object[], reason: string | null = null) {
    return { input: { network: this.network.slug, expectedFrameworkVersion, goals, reason } };
  }

  async save(expected: number, goals: object[], reason?: string): Promise<any> {
    return (await this.app.data(this.admin, SAVE_GOALS, this.input(expected, goals, reason))).saveGoals;
  }

  answer(expected: number, goals: object[]): Promise<Answer> {
    return this.app.graphql(this.admin, SAVE_GOALS, this.input(expected, goals));
  }

  refusal(expected: number, goals: object[], person: Person | null = this.admin) {
    return this.app.refusal(person, SAVE_GOALS, this.input(expected, goals));
  }

  async read(version?: number): Promise<any[]> {
    return (await this.app.data(null, READ, { network: this.network.slug, version })).network.goals;
  }

  refusalToRead(version: number) {
    return this.app.refusal(null, READ, { network: this.network.slug, version });
  }

  /** By its id, which is also found of what is retired. */
  async goal(code: string): Promise<any> {
    const [row] = await this.app.database.rows<{ id: string }>(
      'select id from reference.goals where network_id = $1 and code = $2',
      [this.network.key, code],
    );
    return (await this.app.data(null, FATE, { id: globalId('Goal', this.network.key, row!.id) })).node;
  }

  /** What a refused saving leaves as it was. */
  everything(): Promise<object[]> {
    return this.app.database.rows(
      `select n.framework_version, n.revision, g.* from reference.networks n join reference.goals g on g.network_id = n.id
       where n.id = $1 order by g.code`,
      [this.network.key],
    );
  }
}
