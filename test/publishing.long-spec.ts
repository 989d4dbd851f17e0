import fc from 'fast-check';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import {
  aCoalition,
  aNetwork,
  PUBLISH,
  save,
  type TestCoalition,
  type TestNetwork,
} from './support/fixtures.ts';

const NAMES = ['Ant House', 'Bee Library', 'Cat Clinic', 'dog & co', 'Dog and Co.', 'Élan', 'elan'];
const KEYS: Record<string, string> = { 'dog & co': 'dog', 'Dog and Co.': 'dog', Élan: 'elan', elan: 'elan' };
const keyOf = (name: string): string => KEYS[name] ?? name;

interface Content {
  mission: string | null;
  /** By the key under which two spellings are one. */
  partners: string[];
}

/** What one coalition must show, kept beside the server by the simplest means. */
interface Expected {
  coalition: TestCoalition;
  lead: Person;
  draft: Content;
  published: Content | null;
  open: boolean;
}

type Act =
  | { kind: 'save'; who: number; mission: string; partners: string[] }
  | { kind: 'publish' | 'unpublish' | 'discard' | 'archive'; who: number }
  | { kind: 'merge'; who: number; into: number };

const who = fc.integer({ min: 0, max: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      who,
      mission: fc
        .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
        .filter((text) => text.trim() === text),
      partners: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4, selector: keyOf }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('publish' as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('unpublish' as const, 'discard' as const), who }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('archive' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), who, into: who }) },
);

const READ = `query ($n: String!) { network(slug: $n) { revision coalitions(first: 100) { nodes { id slug mission partners { organization { id name } } } } } }`;
const WORKSPACE =
  'query ($id: ID!) { workspace(coalitionId: $id) { profile { revision mission partners { organization { name } } } } }';

describe('However coalitions are saved, published and withdrawn', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('the record shows what was published last, and the organisations that it names', async () => {
    let acts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 40 }), async (list) => {
        const world = await World.create(app);
        for (const step of list) await world.perform(step);
        acts += list.length;
        await world.check();
      }),
      { numRuns: 60, endOnFailure: true },
    );
    console.log(`${acts} acts performed`);
  });
});

class World {
  private constructor(
    private readonly app: TestApp,
    private readonly network: TestNetwork,
    private readonly admin: Person,
    private readonly coalitions: Expected[],
  ) {}

  static async create(app: TestApp): Promise<World> {
    const network = await aNetwork(app);
    const coalitions: Expected[] = [];
    for (let i = 0; i < 4; i++) {
      const coalition = await aCoalition(app, network);
      const empty = { mission: null, partners: [] };
      coalitions.push({
        coalition,
        lead: await coalition.as(Role.LEAD),
        draft: empty,
        published: null,
        open: true,
      });
    }
    return new World(app, network, await network.as(Role.NETWORK_ADMIN), coalitions);
  }

  async perform(step: Act): Promise<void> {
    const of = this.coalitions[step.who]!;
    if (!of.open) return;
    const id = of.coalition.id;
    switch (step.kind) {
      case 'save':
        of.draft = { mission: step.mission, partners: step.partners.map(keyOf) };
        await save(this.app, of.lead, of.coalition, {
          mission: step.mission,
          partners: step.partners.map((name) => ({ organization: { name } })),
        });
        return;
      case 'publish': {
        const before = await this.revision();
        await this.app.data(of.lead, PUBLISH, {
          input: { coalitionId: id, expectedProfileRevision: await this.draftRevision(of) },
        });
        of.published = of.draft;
        expect(await this.revision()).toBeGreaterThan(before);
        return;
      }
      case 'unpublish':
        await this.try(
          of.lead,
          'unpublishCoalition',
          'UnpublishCoalitionInput',
          { coalitionId: id, reason: 'x' },
          of.published !== null,
        );
        of.published = null;
        return;
      case 'discard':
        await this.try(
          of.lead,
          'discardDraft',
          'DiscardDraftInput',
          { coalitionId: id, expectedRevision: await this.draftRevision(of) },
          of.published !== null,
        );
        of.draft = of.published ?? of.draft;
        return;
      case 'archive':
        await this.try(
          this.admin,
          'archiveCoalition',
          'ArchiveCoalitionInput',
          { coalitionId: id, reason: 'x' },
          true,
        );
        Object.assign(of, { open: false, published: null });
        return;
      case 'merge': {
        const kept = this.coalitions[step.into]!;
        if (kept === of || !kept.open) return;
        await this.try(
          this.admin,
          'mergeCoalitions',
          'MergeCoalitionsInput',
          { keepId: kept.coalition.id, mergeId: id, reason: 'x' },
          true,
        );
        Object.assign(of, { open: false, published: null });
      }
    }
  }

  async check(): Promise<void> {
    const { nodes } = (await this.app.data(null, READ, { n: this.network.slug })).network.coalitions;
    const shown = Object.fromEntries(
      nodes.map(({ id, mission, partners }: any) => [id, { mission, partners: namesIn(partners) }]),
    );
    const wanted = this.coalitions
      .filter(({ published }) => published)
      .map(({ coalition, published }) => [coalition.id, published]);
    expect(shown).toEqual(Object.fromEntries(wanted));

    const organizations = await this.app.database.rows<{ name: string }>(
      'select name from published.organizations where network_id = $1',
      [this.network.key],
    );
    const named = new Set(this.coalitions.flatMap(({ published }) => published?.partners ?? []));
    expect(organizations.map(({ name }) => keyOf(name)).sort()).toEqual([...named].sort());

    for (const { coalition, lead, draft, open } of this.coalitions) {
      if (!open) continue;
      const { profile } = (await this.app.data(lead, WORKSPACE, { id: coalition.id })).workspace;
      expect({ mission: profile.mission, partners: namesIn(profile.partners) }).toEqual(draft);
    }
  }

  private async try(
    person: Person,
    mutation: string,
    type: string,
    input: object,
    allowed: boolean,
  ): Promise<void> {
    const text = `mutation ($input: ${type}!) { ${mutation}(input: $input) { coalitionId } }`;
    if (allowed) await this.app.data(person, text, { input });
    else expect((await this.app.refusal(person, text, { input })).code).toBe('CONFLICT');
  }

  private async revision(): Promise<number> {
    const [row] = await this.app.database.rows<{ revision: number }>(
      'select revision from reference.networks where id = $1',
      [this.network.key],
    );
    return row!.revision;
  }

  private async draftRevision({ coalition }: Expected): Promise<number> {
    const [row] = await this.app.database.rows<{ revision: number }>(
      'select revision from private.profiles where coalition_id = $1',
      [coalition.key],
    );
    return row!.revision;
  }
}

const namesIn = (partners: { organization: { name: string } }[]): string[] =>
  partners.map(({ organization }) => keyOf(organization.name));
