import { randomUUID } from 'node:crypto';
import { TestApp } from './support/app.ts';
import { CommitLine, type Loss } from './support/commit-line.ts';
import { creations } from './support/creations.ts';
import { TestDatabase } from './support/database.ts';
import { codeOf } from './support/invitations.ts';

const LOSSES: [loss: Loss, done: number][] = [
  ['before the server heard of it', 0],
  ['before its answer arrived', 1],
];

describe('A commit that is lost', () => {
  let database: TestDatabase;
  let line: CommitLine;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.create();
    line = await CommitLine.to(database);
    app = await TestApp.start({}, line.through(database));
  });
  afterAll(async () => {
    await app.stop();
    await line.close();
    await database.drop();
  });

  const cases = creations.flatMap((creation) => LOSSES.map(([loss, done]) => ({ ...creation, loss, done })));

  it.each(cases)(
    '$loss leaves $name in doubt, which one retry under the key resolves',
    async ({ document, scene: prepare, loss, done }) => {
      const scene = await prepare(app);
      const input = { ...scene.input, idempotencyKey: randomUUID() };
      const send = () => app.graphql(scene.person, document, { input });
      const before = line.broken;
      line.breakNext(loss);

      const doubtful = await send();
      expect([codeOf(doubtful), doubtful.data ?? null]).toEqual(['OUTCOME_UNKNOWN', null]);
      expect(line.broken).toBe(before + 1);
      expect(await scene.effects()).toBe(done);

      const retried = await send();
      expect(codeOf(retried)).toBe('done');
      expect(await scene.effects()).toBe(1);
      expect(await send()).toEqual(retried);
    },
  );
});
