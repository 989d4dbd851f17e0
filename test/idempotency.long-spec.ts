import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { creations } from './support/creations.ts';
import { aCoalition, UPDATE } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';

const OPERATIONS = 1_000;
const TIMES = 5;
const EDITS = 10_000;
const EDITORS = 8;
const EDITING_MS = 120_000;

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
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    let [attempts, revision] = [0, 1];
    const outcomes: Record<string, number> = { done: 0, CONFLICT: 0 };
    const end = Date.now() + EDITING_MS;
    const edit = async (): Promise<void> => {
      while (attempts < EDITS && Date.now() < end) {
        const mission = `Edit ${++attempts}`;
        const input = { coalitionId: coalition.id, expectedRevision: revision, mission };
        const answer = await app.graphql(lead, UPDATE, { input });
        const code = codeOf(answer);
        outcomes[code] = (outcomes[code] ?? 0) + 1;
        const current = (answer.data?.['updateProfile'].profile.revision ??
          answer.errors?.[0]?.extensions['currentRevision'] ??
          revision) as number;
        revision = Math.max(revision, current);
      }
    };
    await Promise.all(Array.from({ length: EDITORS }, edit));
    const [row] = await app.database.rows<{ revision: number }>(
      'select revision from private.profiles where coalition_id = $1',
      [coalition.key],
    );
    tell(`${attempts} edits by ${EDITORS} at once: ${JSON.stringify(outcomes)}, revision ${row!.revision}`);
    expect(Object.keys(outcomes)).toEqual(['done', 'CONFLICT']);
    expect(outcomes['done']! + outcomes['CONFLICT']!).toBe(attempts);
    expect(row!.revision).toBe(outcomes['done']! + 1);
  });
});
