import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import {
  aNetwork,
  aPublishedCoalition,
  PUBLISH,
  save,
  type TestCoalition,
  UPDATE,
} from './support/fixtures.ts';

const SUGGEST = 'mutation ($input: SuggestCorrectionInput!) { suggestCorrection(input: $input) }';
const SETTLE = `mutation ($input: SettleCorrectionInput!) { settleCorrection(input: $input) {
  corrections { status } } }`;
const OWN = `query ($id: ID!) { workspace(coalitionId: $id) { corrections {
  id about text sourceUrl status coalition { slug } } } }`;
const STAFF =
  'query ($slug: String!) { network(slug: $slug) { corrections { id text coalition { slug } } } }';

describe('A suggested correction', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const suggest = (coalition: TestCoalition, text = 'We also cover Burke County.') =>
    app.data(null, SUGGEST, {
      input: { coalitionId: coalition.id, about: 'counties', text, sourceUrl: 'https://example.org/b' },
    });
  const own = async (person: Person, { id }: TestCoalition) =>
    (await app.data(person, OWN, { id })).workspace.corrections;
  const open = async (person: Person, slug: string) =>
    (await app.data(person, STAFF, { slug })).network.corrections;
  const unclaimed = async (coalition: TestCoalition) => {
    await app.database.rows('update access.coalitions set claimed = false where id = $1', [coalition.key]);
    await app.database.rows('update published.coalitions set claimed = false where id = $1', [coalition.key]);
  };

  it('needs no account, lands with the members of the coalition, and is settled by them', async () => {
    const coalition = await aPublishedCoalition(app);
    await suggest(coalition);

    const [correction] = await own(coalition.lead, coalition);
    expect(correction).toMatchObject({
      ...{ about: 'counties', text: 'We also cover Burke County.', sourceUrl: 'https://example.org/b' },
      ...{ status: 'OPEN', coalition: { slug: coalition.slug } },
    });
    const input = { coalitionId: coalition.id, correctionId: correction.id, status: 'TAKEN_UP' };
    expect((await app.refusal(await coalition.as(Role.VIEWER), SETTLE, { input })).code).toBe('FORBIDDEN');
    const { settleCorrection } = await app.data(await coalition.as(Role.EDITOR), SETTLE, { input });
    expect(settleCorrection.corrections).toEqual([{ status: 'TAKEN_UP' }]);
  });

  it('lands with the staff of the network while no lead keeps the entry', async () => {
    const network = await aNetwork(app);
    const [claimed, entry] = [
      await aPublishedCoalition(app, {}, network),
      await aPublishedCoalition(app, {}, network),
    ];
    await unclaimed(entry);
    await suggest(claimed);
    await suggest(entry, 'It has closed.');
    const admin = await network.as(Role.NETWORK_ADMIN);

    const corrections = await open(admin, network.slug);
    expect(corrections).toMatchObject([{ text: 'It has closed.', coalition: { slug: entry.slug } }]);
    const input = { coalitionId: entry.id, correctionId: corrections[0].id, status: 'DISMISSED' };
    await app.data(admin, SETTLE, { input });
    expect(await open(admin, network.slug)).toEqual([]);
  });

  it('is nobody else’s to read or to settle', async () => {
    const network = await aNetwork(app);
    const coalition = await aPublishedCoalition(app, {}, network);
    const other = await aPublishedCoalition(app, {}, network);
    await suggest(coalition);
    const [{ id: correctionId }] = await own(coalition.lead, coalition);

    expect(await own(other.lead, other)).toEqual([]);
    const input = { coalitionId: other.id, correctionId, status: 'DISMISSED' };
    expect((await app.refusal(other.lead, SETTLE, { input })).code).toBe('NOT_FOUND');
    for (const person of [coalition.lead, null]) {
      expect((await app.graphql(person, STAFF, { slug: network.slug })).errors).toHaveLength(1);
    }
    expect((await own(coalition.lead, coalition))[0].status).toBe('OPEN');
  });

  it('is of something published, and of some length', async () => {
    const coalition = await aPublishedCoalition(app);
    const input = { coalitionId: coalition.network.id, text: 'x' };
    expect((await app.refusal(null, SUGGEST, { input })).code).toBe('NOT_FOUND');
    const long = { coalitionId: coalition.id, text: 'x'.repeat(2_001) };
    expect((await app.refusal(null, SUGGEST, { input: long })).fields).toHaveProperty(['input.text']);
  });

  it('comes from one address ten times in a quarter of an hour, and no more', async () => {
    const limited = await TestApp.start({ RATE_LIMITS: 'on' });
    try {
      const coalition = await aPublishedCoalition(limited);
      const input = { coalitionId: coalition.id, text: 'x' };
      for (let i = 0; i < 10; i++) await limited.data(null, SUGGEST, { input });
      const { code, retryAfterSeconds } = await limited.refusal(null, SUGGEST, { input });
      expect([code, retryAfterSeconds]).toEqual(['RATE_LIMITED', expect.any(Number)]);
    } finally {
      await limited.stop();
    }
  });
});

describe('A catalogue entry', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is kept by the admin of its network until a lead has taken it over', async () => {
    const coalition = await aPublishedCoalition(app);
    const admin = await coalition.network.as(Role.NETWORK_ADMIN);
    const input = { coalitionId: coalition.id, expectedRevision: 2, mission: 'x' };
    expect((await app.refusal(admin, UPDATE, { input })).code).toBe('FORBIDDEN');

    await app.database.rows('update access.coalitions set claimed = false where id = $1', [coalition.key]);
    const expectedProfileRevision = await save(app, admin, coalition, { mission: 'Kept by staff' });
    await app.data(admin, PUBLISH, { input: { coalitionId: coalition.id, expectedProfileRevision } });
    for (const role of [Role.NETWORK_ANALYST, Role.RESEARCHER]) {
      const staff = await coalition.network.as(role);
      expect((await app.graphql(staff, UPDATE, { input })).errors).toHaveLength(1);
    }

    await app.database.rows('select access.claim_coalition($1)', [coalition.key]);
    expect((await app.refusal(admin, UPDATE, { input: { ...input, expectedRevision: 3 } })).code).toBe(
      'FORBIDDEN',
    );
  });
});
