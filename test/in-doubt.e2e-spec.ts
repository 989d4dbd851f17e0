import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { CREATE_KEY, keyInput, REVOKE_KEY } from './support/api-keys.ts';
import type { TestApp } from './support/app.ts';
import type { CommitLine } from './support/commit-line.ts';
import { creations } from './support/creations.ts';
import { DoubtfulApp, LOSSES } from './support/doubtful-app.ts';
import { aCoalition, aNetwork, UPDATE } from './support/fixtures.ts';
import { codeOf } from './support/invitations.ts';

describe('A commit that is lost', () => {
  let doubtful: DoubtfulApp;
  let app: TestApp;
  let line: CommitLine;

  beforeAll(async () => {
    doubtful = await DoubtfulApp.start();
    ({ app, line } = doubtful);
  });
  afterAll(() => doubtful.stop());

  const cases = creations.flatMap((creation) => LOSSES.map(([loss, done]) => ({ ...creation, loss, done })));

  it.each(cases)(
    '$loss leaves $name in doubt, which one retry under the key resolves',
    async ({ document, scene: prepare, loss, done }) => {
      const scene = await prepare(app);
      const input = { ...scene.input, idempotencyKey: randomUUID() };
      const send = () => app.graphql(scene.person, document, { input });
      const before = line.broken;
      line.breakNext(loss);

      const unknown = await send();
      expect([codeOf(unknown), unknown.data ?? null]).toEqual(['OUTCOME_UNKNOWN', null]);
      expect(line.broken).toBe(before + 1);
      expect(await scene.effects()).toBe(done);

      const retried = await send();
      expect(codeOf(retried)).toBe('done');
      expect(await scene.effects()).toBe(1);
      expect(await send()).toEqual(retried);
    },
  );

  it.each(LOSSES)(
    '%s leaves an API key in doubt: a retry makes it, or says how to be rid of the one that nobody has seen',
    async (loss, done) => {
      const network = await aNetwork(app);
      const researcher = await network.as(Role.RESEARCHER);
      const input = keyInput(network, { name: 'In doubt', idempotencyKey: randomUUID() });
      const send = () => app.graphql(researcher, CREATE_KEY, { input });
      const own = async (): Promise<
        { id: string; name: string; createdAt: string; revokedAt: string | null }[]
      > =>
        (await app.data(researcher, '{ viewer { apiKeys { id name createdAt revokedAt } } }')).viewer.apiKeys;
      const since = Date.now();
      line.breakNext(loss);

      expect(codeOf(await send())).toBe('OUTCOME_UNKNOWN');
      expect(await own()).toHaveLength(done);
      const retried = await send();
      expect(codeOf(retried)).toBe(done === 0 ? 'done' : 'CONFLICT');
      const [key, ...more] = await own();
      expect([key!.name, more]).toEqual(['In doubt', []]);
      if (done === 0) return;

      const { message } = retried.errors![0]!;
      for (const word of ['viewer.apiKeys', 'network.apiKeys', 'revokeApiKey', 'new idempotency key'])
        expect(message).toContain(word);
      const made = Date.parse(key!.createdAt);
      expect([made > since - 60_000, made < Date.now() + 60_000]).toEqual([true, true]);
      expect(codeOf(await app.graphql(researcher, REVOKE_KEY, { id: key!.id }))).toBe('done');
      const another = { ...input, idempotencyKey: randomUUID() };
      expect(codeOf(await app.graphql(researcher, CREATE_KEY, { input: another }))).toBe('done');
      expect((await own()).filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1);
    },
  );

  it.each(LOSSES)(
    '%s leaves what has no key in doubt: it says to read first, and sent again it is done or a conflict',
    async (loss, done) => {
      const coalition = await aCoalition(app);
      const lead = await coalition.as(Role.LEAD);
      const input = { coalitionId: coalition.id, expectedRevision: 1, mission: 'In doubt' };
      const send = () => app.graphql(lead, UPDATE, { input });
      const read = async (): Promise<object> =>
        (
          await app.data(
            lead,
            'query ($id: ID!) { workspace(coalitionId: $id) { profile { revision mission } } }',
            {
              id: coalition.id,
            },
          )
        ).workspace.profile as object;
      line.breakNext(loss, 'UPDATE "private"."profiles"');

      const unknown = await send();
      expect([codeOf(unknown), unknown.data ?? null]).toEqual(['OUTCOME_UNKNOWN', null]);
      expect(unknown.errors![0]!.message).toMatch(
        /read whether it was saved; without a key send it again only if not/,
      );
      expect(await read()).toEqual({ revision: 1 + done, mission: done ? 'In doubt' : null });
      expect(codeOf(await send())).toBe(done ? 'CONFLICT' : 'done');
      expect(await read()).toEqual({ revision: 2, mission: 'In doubt' });
    },
  );
});
