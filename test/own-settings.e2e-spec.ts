import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aPerson } from './support/fixtures.ts';

const UPDATE = `mutation ($input: UpdateViewerInput!) {
  updateViewer(input: $input) { displayName language weeklyDigest email } }`;
const VIEWER = '{ viewer { displayName language weeklyDigest } }';

describe('What people set for themselves', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is English and a weekly mail, until they choose something else', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const { displayName, email } = lead;
    expect((await app.data(lead, VIEWER)).viewer).toEqual({
      displayName,
      language: 'EN',
      weeklyDigest: true,
    });

    const { updateViewer } = await app.data(lead, UPDATE, {
      input: { displayName: '  Núria Peña ', language: 'ES', weeklyDigest: false },
    });
    const chosen = { displayName: 'Núria Peña', language: 'ES', weeklyDigest: false };
    expect(updateViewer).toEqual({ ...chosen, email });
    expect((await app.data(lead, VIEWER)).viewer).toEqual(chosen);
    const members = 'query ($id: ID!) { workspace(coalitionId: $id) { members { displayName } } }';
    expect((await app.data(lead, members, { id: coalition.id })).workspace.members).toEqual([
      { displayName: 'Núria Peña' },
    ]);
  });

  it('stays as it is where it is left out, and stays of everybody else', async () => {
    const [person, other] = [await aPerson(app), await aPerson(app)];
    await app.data(person, UPDATE, { input: { language: 'ES' } });
    await app.data(person, UPDATE, { input: { weeklyDigest: false } });
    await app.data(person, UPDATE, { input: {} });
    expect((await app.data(person, VIEWER)).viewer).toEqual({
      ...{ displayName: person.displayName, language: 'ES', weeklyDigest: false },
    });
    expect((await app.data(other, VIEWER)).viewer).toMatchObject({ language: 'EN', weeklyDigest: true });
  });

  it('is refused when it is nothing, too long, or not theirs to set', async () => {
    const person = await aPerson(app);
    const input = { displayName: ' ', language: null, weeklyDigest: null };
    expect(await app.refusal(person, UPDATE, { input })).toEqual({
      code: 'BAD_USER_INPUT',
      fields: {
        'input.displayName': 'Write more than spaces.',
        'input.language': 'Give a value, or leave it out.',
        'input.weeklyDigest': 'Give a value, or leave it out.',
      },
    });
    expect(await app.refusal(person, UPDATE, { input: { displayName: 'x'.repeat(121) } })).toMatchObject({
      fields: { 'input.displayName': 'Write 1 to 120 characters.' },
    });
    expect((await app.refusal(null, UPDATE, { input: {} })).code).toBe('UNAUTHENTICATED');
    await app.database.rows('update access.sessions set ended_at = now() where id = $1', [person.sessionId]);
    expect((await app.refusal(person, UPDATE, { input: { language: 'ES' } })).code).toBe('UNAUTHENTICATED');
  });
});
