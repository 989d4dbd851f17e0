import { randomUUID } from 'node:crypto';
import { PLATFORM } from '../src/identity/sessions.service.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { globalId } from '../src/platform/graphql/ids.ts';
import { type Answer, type Person, TestApp } from './support/app.ts';
import {
  aCoalition,
  aNetwork,
  aPlatformAdmin,
  grant,
  type TestCoalition,
  UPDATE,
} from './support/fixtures.ts';
import { codeOf, INVITE, REVOKE } from './support/invitations.ts';
import { having } from './support/roles.ts';

const CHANGE = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
const WORKSPACE =
  'query ($id: ID!) { workspace(coalitionId: $id) { members { membershipId displayName role } } }';
const HISTORY = `query ($id: ID!) { workspace(coalitionId: $id) { history(first: 100) {
  nodes { actor action subject before after } } } }`;

const { LEAD, EDITOR, VIEWER, NETWORK_ADMIN, NETWORK_ANALYST, RESEARCHER, BOARD_CHAIR, PLATFORM_ADMIN } =
  Role;

describe('A member', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const members = async (
    person: Person,
    { id }: TestCoalition,
  ): Promise<{ membershipId: string; displayName: string; role: Role }[]> =>
    (await app.data(person, WORKSPACE, { id })).workspace.members;
  const membershipOf = async (person: Person, coalition: TestCoalition): Promise<string> =>
    (await members(person, coalition)).find(({ displayName }) => displayName === person.displayName)!
      .membershipId;
  const change = (by: Person, membershipId: string, role: Role) =>
    app.graphql(by, CHANGE, { input: { membershipId, role } });
  const remove = (by: Person, membershipId: string) => app.graphql(by, REMOVE, { input: { membershipId } });

  it.each<[by: Role, code: string]>([
    [LEAD, 'done'],
    [NETWORK_ADMIN, 'done'],
    [EDITOR, 'FORBIDDEN'],
    [VIEWER, 'FORBIDDEN'],
    [NETWORK_ANALYST, 'FORBIDDEN'],
    [RESEARCHER, 'FORBIDDEN'],
    [PLATFORM_ADMIN, 'NOT_FOUND'],
  ])('gets another role, and goes, by the word of a %s: %s', async (role, code) => {
    const coalition = await aCoalition(app);
    await coalition.as(LEAD);
    const membership = await membershipOf(await coalition.as(VIEWER), coalition);
    const by = await having(app, role, coalition);

    expect(codeOf(await change(by, membership, EDITOR))).toBe(code);
    // Leaving is open to whoever is signed in, so here the database alone decides.
    const removed = [RESEARCHER, PLATFORM_ADMIN].includes(role) ? 'NOT_FOUND' : code;
    expect(codeOf(await remove(by, membership))).toBe(removed);
  });

  it('changes nothing of its own up, nor of others where it only reads', async () => {
    const [mine, theirs] = [await aCoalition(app), await aCoalition(app)];
    await theirs.as(LEAD);
    const person = await mine.as(LEAD);
    await grant(app, person, VIEWER, { coalition: theirs.key });
    const own = await membershipOf(person, theirs);
    const other = await membershipOf(await theirs.as(EDITOR), theirs);

    expect(codeOf(await change(person, own, LEAD))).toBe('FORBIDDEN');
    expect(codeOf(await change(person, other, VIEWER))).toBe('FORBIDDEN');
    expect(codeOf(await remove(person, other))).toBe('FORBIDDEN');
    for (const role of [NETWORK_ADMIN, BOARD_CHAIR]) {
      const lead = await membershipOf(person, mine);
      expect((await change(person, lead, role)).errors).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT', fields: { 'input.role': expect.any(String) } } },
      ]);
    }
  });

  it('of another place is as if it were not there', async () => {
    const [mine, theirs] = [await aCoalition(app), await aCoalition(app)];
    const lead = await mine.as(LEAD);
    const foreign = await membershipOf(await theirs.as(LEAD), theirs);
    const nothing = globalId('Membership', PLATFORM, randomUUID());
    await app.data(await theirs.as(LEAD), INVITE, {
      input: { email: 'y@example.org', role: EDITOR, coalitionId: theirs.id },
    });
    const [row] = await app.database.rows<{ id: string }>(
      'select id from access.invitations where coalition_id = $1',
      [theirs.key],
    );

    for (const by of [lead, await mine.network.as(NETWORK_ADMIN)]) {
      expect(await change(by, foreign, VIEWER)).toEqual(await change(by, nothing, VIEWER));
      expect(await remove(by, foreign)).toEqual(await remove(by, nothing));
      const revoke = (id: string) => app.graphql(by, REVOKE, { id });
      const ofNobody = await revoke(globalId('Invitation', PLATFORM, randomUUID()));
      expect(codeOf(ofNobody)).toBe('NOT_FOUND');
      expect(await revoke(globalId('Invitation', PLATFORM, row!.id))).toEqual(ofNobody);
    }
    expect(await members(await theirs.as(VIEWER), theirs)).toHaveLength(3);
  });

  it('stays when it is the last lead, whoever asks', async () => {
    const coalition = await aCoalition(app);
    const [lead, admin] = [await coalition.as(LEAD), await coalition.network.as(NETWORK_ADMIN)];
    await coalition.as(EDITOR);
    const membership = await membershipOf(lead, coalition);

    for (const by of [lead, admin]) {
      expect(codeOf(await remove(by, membership))).toBe('CONFLICT');
      expect(codeOf(await change(by, membership, EDITOR))).toBe('CONFLICT');
    }
    expect(codeOf(await change(lead, membership, LEAD))).toBe('done');
    const second = await coalition.as(LEAD);
    expect(codeOf(await remove(lead, membership))).toBe('done');
    expect((await members(second, coalition)).filter(({ role }) => role === LEAD)).toHaveLength(1);
  });

  it.each<[what: string, act: (by: Person, membership: string) => Promise<Answer>]>([
    ['remove', (by, membership) => remove(by, membership)],
    ['demote', (by, membership) => change(by, membership, VIEWER)],
  ])('leads on when two leads %s each other at once', async (_, act) => {
    for (let round = 0; round < 10; round++) {
      const coalition = await aCoalition(app);
      const [ann, bo] = [await coalition.as(LEAD), await coalition.as(LEAD)];
      const [annsPlace, bosPlace] = [await membershipOf(ann, coalition), await membershipOf(bo, coalition)];

      const codes = (await Promise.all([act(ann, bosPlace), act(bo, annsPlace)])).map(codeOf).sort();

      // The second may find itself without the right already, or be the last that is left.
      expect(['CONFLICT', 'FORBIDDEN', 'NOT_FOUND']).toContain(codes.find((code) => code !== 'done'));
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      expect(
        await app.database.rows(
          `select 1 from access.memberships where coalition_id = $1 and role = 'LEAD'`,
          [coalition.key],
        ),
      ).toHaveLength(1);
    }
  });

  it('may leave, and has no right there from the next request on', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(LEAD);
    for (const role of [VIEWER, EDITOR, LEAD]) {
      const person = await coalition.as(role);
      const membership = await membershipOf(person, coalition);
      const input = { coalitionId: coalition.id, expectedRevision: 1, mission: 'Mine' };
      const invitation = { email: 'z@example.org', role: VIEWER, coalitionId: coalition.id };

      expect(codeOf(await remove(person, membership))).toBe('done');

      expect((await app.data(person, WORKSPACE, { id: coalition.id })).workspace).toBeNull();
      const others = await membershipOf(lead, coalition);
      for (const attempt of [
        app.graphql(person, UPDATE, { input }),
        app.graphql(person, INVITE, { input: invitation }),
        change(person, others, VIEWER),
        remove(person, others),
        remove(person, membership),
      ]) {
        expect(['FORBIDDEN', 'NOT_FOUND']).toContain(codeOf(await attempt));
      }
      expect((await app.data(person, '{ viewer { memberships { role } } }')).viewer.memberships).toEqual([]);
    }
    expect((await members(lead, coalition)).map(({ displayName }) => displayName)).toEqual([
      lead.displayName,
    ]);
  });

  it('of a network, or of the platform, may leave too', async () => {
    const network = await aNetwork(app);
    for (const person of [
      await network.as(NETWORK_ANALYST),
      await network.as(RESEARCHER),
      await aPlatformAdmin(app),
    ]) {
      const own = '{ viewer { memberships { id } } }';
      const [{ id }] = (await app.data(person, own)).viewer.memberships;
      expect(codeOf(await remove(person, id))).toBe('done');
      expect((await app.data(person, own)).viewer.memberships).toEqual([]);
    }
  });

  it('leaves its coming, its changes and its going in the history', async () => {
    const coalition = await aCoalition(app);
    const [lead, admin] = [await coalition.as(LEAD), await coalition.network.as(NETWORK_ADMIN)];
    const person = await coalition.as(VIEWER);
    const membership = await membershipOf(person, coalition);
    await app.data(lead, INVITE, {
      input: { email: 'guest@example.org', role: EDITOR, coalitionId: coalition.id },
    });
    const invitations = 'query ($id: ID!) { workspace(coalitionId: $id) { invitations { id } } }';
    const [{ id }] = (await app.data(lead, invitations, { id: coalition.id })).workspace.invitations;
    await app.data(lead, REVOKE, { id });
    await change(admin, membership, EDITOR);
    await remove(person, membership);

    const { nodes } = (await app.data(lead, HISTORY, { id: coalition.id })).workspace.history;

    const was = (role: Role) => JSON.stringify({ role });
    expect(JSON.stringify(nodes)).not.toContain('@');
    expect(nodes.filter(({ action }: { action: string }) => action !== 'maintenance')).toEqual([
      {
        actor: person.displayName,
        action: 'removeMember',
        subject: `member ${person.displayName}`,
        before: was(EDITOR),
        after: null,
      },
      {
        actor: admin.displayName,
        action: 'changeRole',
        subject: `member ${person.displayName}`,
        before: was(VIEWER),
        after: was(EDITOR),
      },
      {
        actor: lead.displayName,
        action: 'revokeInvitation',
        subject: 'invitation',
        before: was(EDITOR),
        after: null,
      },
      {
        actor: lead.displayName,
        action: 'inviteMember',
        subject: 'invitation',
        before: null,
        after: was(EDITOR),
      },
    ]);
  });
});
