import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import type { Answer, Person } from './support/app.ts';
import { aCoalition, aNetwork, PUBLISH, save, UPDATE } from './support/fixtures.ts';
import { SeveralServers } from './support/several-servers.ts';

const ROUNDS = 20;
const CREATE = `mutation ($input: CreateCoalitionInput!) { createCoalition(input: $input) { coalitionId profile { revision } } }`;

describe('The same mutation, sent to three server processes at once', () => {
  let several: SeveralServers;

  beforeAll(async () => {
    several = await SeveralServers.start(3);
  });
  afterAll(() => several.stop());

  const atOnce = (person: Person, mutation: string, input: object): Promise<Answer[]> =>
    Promise.all(several.servers.map((server) => server.graphql(person, mutation, { input })));

  const codes = (answers: Answer[]): string[] =>
    answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort();

  const count = async (table: string, where: string, value: string): Promise<number> => {
    const statement = `select count(*)::int as found from ${table} where ${where} = $1`;
    return (await several.database.rows<{ found: number }>(statement, [value]))[0]!.found;
  };

  it('is done once under one idempotency key, and answered alike by all', async () => {
    const network = await aNetwork(several);
    const admin = await network.as(Role.NETWORK_ADMIN);
    for (let round = 0; round < ROUNDS; round++) {
      const input = { network: network.slug, name: `Founded ${round}`, slug: `founded-${round}` };
      const answers = await atOnce(admin, CREATE, { ...input, idempotencyKey: randomUUID() });
      expect(codes(answers)).toEqual(['done', 'done', 'done']);
      for (const { data } of answers) expect(data).toEqual(answers[0]!.data);
      expect(await count('access.coalitions', 'slug', input.slug)).toBe(1);
    }
    expect(await count('access.coalitions', 'network_id', network.key)).toBe(ROUNDS);
  });

  it('publishes once under one idempotency key', async () => {
    const coalition = await aCoalition(several);
    const lead = await coalition.as(Role.LEAD);
    for (let round = 1; round <= ROUNDS; round++) {
      const expectedProfileRevision = await save(several, lead, coalition, { mission: `Mission ${round}` });
      const input = { coalitionId: coalition.id, expectedProfileRevision, idempotencyKey: randomUUID() };
      const answers = await atOnce(lead, PUBLISH, input);
      expect(codes(answers)).toEqual(['done', 'done', 'done']);
      for (const { data } of answers) expect(data).toEqual(answers[0]!.data);
      const [event] = await several.database.rows<{ publications: number }>(
        `select count(*)::int as publications from audit.events where coalition_id = $1 and action = 'publishCoalition'`,
        [coalition.key],
      );
      expect(event!.publications).toBe(round);
    }
  });

  it('saves once on one revision; to the others it is a CONFLICT', async () => {
    const coalition = await aCoalition(several);
    const lead = await coalition.as(Role.LEAD);
    for (let expectedRevision = 1; expectedRevision <= ROUNDS; expectedRevision++) {
      const input = { coalitionId: coalition.id, expectedRevision, mission: `Mission ${expectedRevision}` };
      const answers = await atOnce(lead, UPDATE, input);
      expect(codes(answers)).toEqual(['CONFLICT', 'CONFLICT', 'done']);
      const refused = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions));
      expect(refused.map((extensions) => extensions['currentRevision'])).toEqual(
        Array(2).fill(expectedRevision + 1),
      );
    }
  });
});
