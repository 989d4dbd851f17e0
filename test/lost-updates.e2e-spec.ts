import pg from 'pg';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { creations } from './support/creations.ts';
import { aCoalition, UPDATE } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';
import { SAVE_STRATEGY, saveStrategy, towards } from './support/strategies.ts';
import { untilWaiting } from './support/waiting.ts';

const AT_ONCE = 4;

interface Edits {
  person: Person | null;
  document: string;
  /** The same expected revision in all of them. */
  input: object;
  /** The row that all of them have to wait for. */
  row: string;
  /** As it is once one of them is saved. */
  revision: () => Promise<number>;
  saved: number;
}

describe('Edits that were made at once on one revision', () => {
  let app: TestApp;
  let other: pg.Client;

  beforeAll(async () => {
    app = await TestApp.start();
    other = new pg.Client({ connectionString: app.database.adminUrl });
    await other.connect();
  });
  afterAll(async () => {
    await other.end();
    await app.stop();
  });

  const number = async (expression: string, from: string): Promise<number> =>
    (await app.database.rows<{ n: number }>(`select ${expression} as n from ${from}`))[0]!.n;

  const ofNetwork = async (name: string, column: string, saved: number): Promise<Edits> => {
    const { document, scene } = creations.find((each) => each.name === name)!;
    const { person, input } = await scene(app);
    const row = `reference.networks where slug = '${String(input['network'])}'`;
    return { person, document, input, row, revision: () => number(column, row), saved };
  };

  const edits: Record<string, () => Promise<Edits>> = {
    updateProfile: async () => {
      const coalition = await aCoalition(app);
      const row = `private.profiles where coalition_id = '${coalition.key}'`;
      return {
        ...{ person: await coalition.as(Role.LEAD), document: UPDATE, row, saved: 2 },
        input: { coalitionId: coalition.id, expectedRevision: 1, mission: 'Ours' },
        revision: () => number('revision', row),
      };
    },
    saveStrategy: async () => {
      const coalition = await aCoalition(app);
      const person = await coalition.as(Role.LEAD);
      const expectedRevision = await saveStrategy(app, person, coalition, towards('G1'));
      const row = `private.strategies where coalition_id = '${coalition.key}'`;
      return {
        ...{ person, document: SAVE_STRATEGY, row, saved: expectedRevision + 1 },
        input: { coalitionId: coalition.id, expectedRevision, title: 'Another way', ...towards('G2') },
        revision: () => number('revision', row),
      };
    },
    saveGoals: () => ofNetwork('saveGoals', 'framework_version', 2),
    saveCrosswalk: () => ofNetwork('saveCrosswalk', 'crosswalk_revision', 1),
  };

  it.each(Object.keys(edits))('by %s are saved once, and the others are told', async (name) => {
    const { person, document, input, row, revision, saved } = await edits[name]!();
    await other.query(`begin; select from ${row} for update`);
    const sent = Array.from({ length: AT_ONCE }, () => app.graphql(person, document, { input }));
    await untilWaiting(app, AT_ONCE);
    await other.query('commit');

    const codes = (await Promise.all(sent)).map(codeOf).sort();
    expect(codes).toEqual([...Array<string>(AT_ONCE - 1).fill('CONFLICT'), 'done']);
    expect(await revision()).toBe(saved);
  });
});
