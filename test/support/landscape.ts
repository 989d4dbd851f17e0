import { Role } from '../../src/platform/graphql/allow.ts';
import type { Person, TestApp } from './app.ts';
import { aCoalition, PUBLISH, save, type TestCoalition, type TestNetwork } from './fixtures.ts';
import { publishStrategy, type StrategyFields } from './strategies.ts';

export type Published = TestCoalition & { lead: Person };

/** Counties of North Carolina, and one of its neighbour. */
export const [ALAMANCE, BUNCOMBE, WAKE, ABBEVILLE] = ['37001', '37021', '37183', '45001'] as const;

export const covering = (...counties: string[]): { counties: { fips: string }[] } => ({
  counties: counties.map((fips) => ({ fips })),
});

/** Lets few be many, so that a test can have many. To be said before anything is published. */
export async function shareWidely(app: TestApp, atMost: number): Promise<void> {
  await app.database.rows(`begin; set local role registry_owner;
    create or replace function published.widely_shared() returns integer
    language sql immutable set search_path = '' as $$ select ${atMost} $$; commit`);
}

/** One outcome for each line, aligned with the goals that it names. */
export const aligned = (...alignments: [intent: string, ...goalCodes: string[]][]): StrategyFields => ({
  nodes: alignments.map((_, i) => ({ key: `n${i}`, kind: 'IMPACT', text: `Outcome ${i}` })),
  links: [],
  alignments: alignments.flatMap(([intent, ...goalCodes], i) =>
    goalCodes.map((goalCode) => ({
      ...{ intent, goalCode },
      ...(intent !== 'INTENTIONALLY_NOT_ADDRESSED' && { nodeKey: `n${i}` }),
    })),
  ),
});

interface Wanted {
  profile?: object;
  strategy?: StrategyFields;
  name?: string;
  /** Clearly fictional. */
  demo?: boolean;
}

/** A network as somebody sees it who is not signed in, and those who publish there. */
export class Landscape {
  constructor(
    private readonly app: TestApp,
    readonly network: TestNetwork,
  ) {}

  async publish({ profile = {}, strategy, name, demo = false }: Wanted): Promise<Published> {
    const coalition = await aCoalition(this.app, this.network, name);
    const { key } = coalition;
    await this.app.database.rows('update access.coalitions set demo = $2 where id = $1', [key, demo]);
    const published = { ...coalition, lead: await coalition.as(Role.LEAD) };
    await this.publishProfile(published, profile);
    if (strategy) await publishStrategy(this.app, published.lead, published, strategy);
    return published;
  }

  async publishProfile(coalition: Published, fields: object): Promise<void> {
    const expectedProfileRevision = await save(this.app, coalition.lead, coalition, fields);
    const input = { coalitionId: coalition.id, expectedProfileRevision, parts: ['PROFILE'] };
    await this.app.data(coalition.lead, PUBLISH, { input });
  }

  publishStrategy(coalition: Published, strategy: StrategyFields): Promise<void> {
    return publishStrategy(this.app, coalition.lead, coalition, strategy);
  }

  async do(person: Person, mutation: string, input: object): Promise<void> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { coalitionId } }`;
    await this.app.data(person, text, { input });
  }

  async read(selection: string): Promise<any> {
    return (await this.ofNetwork(`landscape { ${selection} }`)).landscape;
  }

  async ofNetwork(selection: string): Promise<any> {
    return (await this.app.data(null, this.query(selection), { n: this.network.slug })).network;
  }

  refusal(selection: string) {
    return this.app.refusal(null, this.query(`landscape { ${selection} }`), { n: this.network.slug });
  }

  /** `goal county: count`, of all that is not zero. */
  async coverage(args = ''): Promise<string[]> {
    const { coverage } = await this.read(
      `coverage${args && `(${args})`} { goals { code } counties { fips } counts }`,
    );
    return coverage.counts.flatMap((row: number[], g: number) =>
      row.flatMap((count, c) =>
        count === 0 ? [] : [`${coverage.goals[g].code} ${coverage.counties[c].fips}: ${count}`],
      ),
    );
  }

  private query(selection: string): string {
    return `query ($n: String!) { network(slug: $n) { ${selection} } }`;
  }
}
