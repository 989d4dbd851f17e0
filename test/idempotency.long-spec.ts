import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { creations } from './support/creations.ts';
import { aCoalition, type TestCoalition } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';

const OPERATIONS = 1_000;
const TIMES = 5;
const EDITS = 10_000;
const COALITIONS = 8;
const EDITORS = 8;
/** Nothing was changed, and the same is sent again. */
const PASSING = ['TIMEOUT', 'UNAVAILABLE'];
const EDIT =
  'mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { profile { revision } } }';

const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

describe('Many at once', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('do each thing once that is sent five times under its key', async () => {
    let [effects, equal] = [0, 0];
    const codes: Record<string, number> = {};
    for (let i = 0; i < OPERATIONS; i++) {
      const { document, scene: prepare } = creations[i % creations.length]!;
      const scene = await prepare(app);
      const input = { ...scene.input, idempotencyKey: randomUUID() };
      const answers = await Promise.all(
        Array.from({ length: TIMES }, () => app.graphql(scene.person, document, { input })),
      );
      for (const answer of answers) codes[codeOf(answer)] = (codes[codeOf(answer)] ?? 0) + 1;
      if (answers.every((answer) => JSON.stringify(answer) === JSON.stringify(answers[0]))) equal += 1;
      effects += await scene.effects();
    }
    tell(
      `${OPERATIONS} operations, each sent ${TIMES} times at once: ${effects} effects, ${equal} with equal answers, ${JSON.stringify(codes)}`,
    );
    expect({ effects, equal, codes }).toEqual({
      ...{ effects: OPERATIONS, equal: OPERATIONS },
      codes: { done: OPERATIONS * TIMES },
    });
  });

  it('lose no update: each edit is applied, or told of the conflict', async () => {
    let attempts = 0;
    const outcomes: Record<string, number> = {};

    /** Knows of the revision that they were told last, so that others may have saved since. */
    const edits = async (
      coalition: TestCoalition,
      lead: Person,
      saved: Map<number, string>,
    ): Promise<void> => {
      let revision = 1;
      while (attempts < EDITS) {
        const mission = `Edit ${++attempts}`;
        const input = { coalitionId: coalition.id, expectedRevision: revision, mission };
        let code: string;
        do {
          const answer = await app.graphql(lead, EDIT, { input });
          code = codeOf(answer);
          outcomes[code] = (outcomes[code] ?? 0) + 1;
          const told = answer.data?.['updateProfile'].profile.revision as number | undefined;
          if (told !== undefined) saved.set(told, mission);
          revision = told ?? (answer.errors?.[0]?.extensions['currentRevision'] as number) ?? revision;
        } while (PASSING.includes(code));
      }
    };

    const places = await Promise.all(
      Array.from({ length: COALITIONS }, async () => {
        const coalition = await aCoalition(app);
        return { coalition, lead: await coalition.as(Role.LEAD), saved: new Map<number, string>() };
      }),
    );
    await Promise.all(
      places.flatMap(({ coalition, lead, saved }) =>
        Array.from({ length: EDITORS }, () => edits(coalition, lead, saved)),
      ),
    );

    const { done = 0, CONFLICT: conflicts = 0, ...others } = outcomes;
    tell(
      `${attempts} edits of ${COALITIONS} coalitions by ${EDITORS} of each at once: ${JSON.stringify(outcomes)}`,
    );
    for (const { coalition, saved } of places) {
      const [row] = await app.database.rows<{ revision: number; mission: string }>(
        'select revision, mission from private.profiles where coalition_id = $1',
        [coalition.key],
      );
      // Each revision was told to one editor, and the last one is what is there.
      expect(row).toEqual({ revision: saved.size + 1, mission: saved.get(saved.size + 1) });
    }
    expect(places.reduce((sum, { saved }) => sum + saved.size, 0)).toBe(done);
    expect({ attempts, decided: done + conflicts }).toEqual({ attempts: EDITS, decided: EDITS });
    expect(Object.keys(others).filter((code) => !PASSING.includes(code))).toEqual([]);
    expect(conflicts).toBeGreaterThan(0);
  });
});
