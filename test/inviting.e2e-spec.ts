import { randomUUID } from 'node:crypto';
import { Role } from '../src/platform/graphql/allow.ts';
import { globalId } from '../src/platform/graphql/ids.ts';
import { type Person, TestApp } from './support/app.ts';
import {
  aBoard,
  aCoalition,
  aNetwork,
  aPlatformAdmin,
  grant,
  type TestBoard,
  type TestCoalition,
} from './support/fixtures.ts';
import { codeOf, INVITE } from './support/invitations.ts';
import { having, IN_COALITION, IN_NETWORK } from './support/roles.ts';

const { EDITOR, LEAD, NETWORK_ADMIN, NETWORK_ANALYST, PLATFORM_ADMIN, BOARD_CHAIR, BOARD_MEMBER } = Role;

type Kind = 'coalition' | 'network' | 'chair' | 'member' | 'other';
const nothing: Record<Kind, string> = {
  ...{ coalition: 'FORBIDDEN', network: 'FORBIDDEN', chair: 'FORBIDDEN', member: 'FORBIDDEN' },
  other: 'FORBIDDEN',
};

describe('Somebody', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** Never above one's own rights: each inviter, and what becomes of an invitation to a role. */
  const outcomes: Record<Role, Record<Kind, string>> = {
    LEAD: {
      ...{ coalition: 'done', network: 'NOT_FOUND', chair: 'NOT_FOUND', member: 'NOT_FOUND' },
      other: 'BAD_USER_INPUT',
    },
    NETWORK_ADMIN: {
      ...{ coalition: 'done', network: 'done', chair: 'done', member: 'done' },
      other: 'BAD_USER_INPUT',
    },
    PLATFORM_ADMIN: {
      ...{ coalition: 'NOT_FOUND', network: 'done', chair: 'NOT_FOUND', member: 'NOT_FOUND' },
      other: 'BAD_USER_INPUT',
    },
    BOARD_CHAIR: {
      ...{ coalition: 'NOT_FOUND', network: 'NOT_FOUND', chair: 'FORBIDDEN', member: 'done' },
      other: 'BAD_USER_INPUT',
    },
    ...{ EDITOR: nothing, VIEWER: nothing, NETWORK_ANALYST: nothing, RESEARCHER: nothing },
    BOARD_MEMBER: nothing,
  };
  const kindOf = (role: Role): Kind => {
    if (role === BOARD_CHAIR) return 'chair';
    if (role === BOARD_MEMBER) return 'member';
    return IN_COALITION.includes(role) ? 'coalition' : IN_NETWORK.includes(role) ? 'network' : 'other';
  };
  const placeFor = (role: Role, coalition: TestCoalition, board: TestBoard): object => {
    if (role === BOARD_CHAIR || role === BOARD_MEMBER) return { boardId: board.id };
    if (kindOf(role) === 'network') return { network: coalition.network.slug };
    return kindOf(role) === 'coalition' ? { coalitionId: coalition.id } : {};
  };

  it.each(Object.values(Role))('who is %s invites to what is not above their own rights', async (inviter) => {
    const coalition = await aCoalition(app);
    const board = await aBoard(app, coalition.network);
    const person = await having(app, inviter, coalition, board);
    const found: Partial<Record<Role, string>> = {};
    for (const role of Object.values(Role)) {
      const input = {
        email: `${role}-of-${person.email}`.toLowerCase(),
        role,
        ...placeFor(role, coalition, board),
      };
      found[role] = codeOf(await app.graphql(person, INVITE, { input }));
    }
    const sent = await app.database.rows<{ role: Role }>(
      'select role from access.invitations where invited_by = $1',
      [person.accountId],
    );

    expect(found).toEqual(
      Object.fromEntries(Object.values(Role).map((role) => [role, outcomes[inviter][kindOf(role)]])),
    );
    expect(sent.map(({ role }) => role).sort()).toEqual(
      Object.values(Role)
        .filter((role) => found[role] === 'done')
        .sort(),
    );
  });

  it('invites to places of their own, and hears nothing of others', async () => {
    const [mine, theirs] = [await aCoalition(app), await aCoalition(app)];
    const lead = await mine.as(LEAD);
    await grant(app, lead, EDITOR, { coalition: theirs.key });
    const admin = await mine.network.as(NETWORK_ADMIN);
    const stranger = await aNetwork(app);
    const attempt = (by: Person, place: object, role = EDITOR) =>
      app.graphql(by, INVITE, { input: { email: 'x@example.org', role, ...place } });

    expect(codeOf(await attempt(lead, { coalitionId: theirs.id }))).toBe('FORBIDDEN');
    const nothing = await attempt(admin, {
      coalitionId: globalId('Coalition', theirs.network.key, randomUUID()),
    });
    expect(codeOf(nothing)).toBe('NOT_FOUND');
    for (const by of [admin, await mine.as(LEAD)]) {
      expect(await attempt(by, { coalitionId: theirs.id })).toEqual(nothing);
    }
    expect(await attempt(admin, { coalitionId: 'no id at all' })).toEqual(nothing);
    const nowhere = await attempt(admin, { network: 'no-such-network' }, NETWORK_ANALYST);
    expect(codeOf(nowhere)).toBe('NOT_FOUND');
    expect(await attempt(admin, { network: stranger.slug }, NETWORK_ANALYST)).toEqual(nowhere);
    expect(await attempt(await aPlatformAdmin(app), { network: 'no-such-network' }, NETWORK_ANALYST)).toEqual(
      nowhere,
    );
  });

  it.each<[role: Role, place: string[], field: string]>([
    [EDITOR, [], 'input.coalitionId'],
    [EDITOR, ['coalitionId', 'network'], 'input.coalitionId'],
    [NETWORK_ANALYST, [], 'input.network'],
    [NETWORK_ANALYST, ['coalitionId', 'network'], 'input.network'],
    [PLATFORM_ADMIN, ['network'], 'input.role'],
    [EDITOR, ['coalitionId', 'boardId'], 'input.coalitionId'],
    [NETWORK_ANALYST, ['network', 'boardId'], 'input.network'],
    [BOARD_MEMBER, [], 'input.boardId'],
    [BOARD_MEMBER, ['coalitionId'], 'input.boardId'],
    [BOARD_CHAIR, ['coalitionId', 'boardId'], 'input.boardId'],
    [BOARD_CHAIR, ['network', 'boardId'], 'input.boardId'],
  ])('cannot invite a %s into %j', async (role, place, field) => {
    const coalition = await aCoalition(app);
    const all: Record<string, string> = {
      ...{ coalitionId: coalition.id, network: coalition.network.slug },
      boardId: (await aBoard(app, coalition.network)).id,
    };
    const input = {
      email: 'x@example.org',
      role,
      ...Object.fromEntries(place.map((name) => [name, all[name]])),
    };
    const refusal = await app.refusal(await coalition.network.as(NETWORK_ADMIN), INVITE, { input });
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', fields: { [field]: expect.any(String) } });
  });

  it('invites into one place at a time', async () => {
    const [one, two] = [await aCoalition(app), await aCoalition(app)];
    const lead = await one.as(LEAD);
    await grant(app, lead, LEAD, { coalition: two.key });
    const both =
      'mutation ($a: InviteMemberInput!, $b: InviteMemberInput!) { a: inviteMember(input: $a) { id } b: inviteMember(input: $b) { id } }';
    const input = ({ id }: TestCoalition) => ({ email: 'both@example.org', role: EDITOR, coalitionId: id });

    expect(codeOf(await app.graphql(lead, both, { a: input(one), b: input(two) }))).toBe('BAD_USER_INPUT');
    expect(
      await app.database.rows('select 1 from access.invitations where email = $1', ['both@example.org']),
    ).toEqual([]);
  });
});
