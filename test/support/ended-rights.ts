import { Role } from '../../src/platform/graphql/allow.ts';
import { globalId } from '../../src/platform/graphql/ids.ts';
import type { Answer, Caller, Person } from './app.ts';
import {
  aCoalition,
  aNetwork,
  aPlatformAdmin,
  aSession,
  type TestCoalition,
  type TestNetwork,
  UPDATE,
} from './fixtures.ts';

const NOWHERE = '00000000-0000-0000-0000-000000000000';
const WORKSPACE = 'query ($id: ID!) { workspace(coalitionId: $id) { coalitionId } }';
const STAFF = 'query ($slug: String!) { network(slug: $slug) { workspaces(first: 1) { totalCount } } }';
const UPDATE_NETWORK = 'mutation ($input: UpdateNetworkInput!) { updateNetwork(input: $input) { slug } }';
const CREATE_NETWORK = 'mutation ($input: CreateNetworkInput!) { createNetwork(input: $input) { slug } }';
const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) }';
const CHANGE = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { role } }';

type Act = (person: Person) => Promise<Answer>;

/** A place where a person has a right: how they use it, and how it is taken from them. */
interface Holding {
  person: Person;
  read?: Act;
  write?: Act;
}

/** A right, and one way in which it ends. */
export interface Ending {
  name: string;
  uses: ('read' | 'write')[];
  hold(): Promise<Holding>;
  end(person: Person): Promise<unknown>;
}

/** Every kind of right with every way in which it ends. The places are made once, the people for each time. */
export async function endingsOfRights(app: Caller): Promise<Ending[]> {
  const network = await aNetwork(app);
  const coalition = await aCoalition(app, network);
  const [lead, admin, platform] = [
    await coalition.as(Role.LEAD),
    await network.as(Role.NETWORK_ADMIN),
    await aPlatformAdmin(app),
  ];
  const inCoalition = (role: Role) => async (): Promise<Holding> => ({
    person: await coalition.as(role),
    read: (person) => app.graphql(person, WORKSPACE, { id: coalition.id }),
    write: (person) => saveMission(app, person, coalition),
  });
  const inNetwork = (role: Role) => async (): Promise<Holding> => ({
    person: await network.as(role),
    read: (person) => app.graphql(person, STAFF, { slug: network.slug }),
    write: (person) => tellOf(app, person, network),
  });
  const inPlatform = async (): Promise<Holding> => ({
    person: await aPlatformAdmin(app),
    write: (person) =>
      app.graphql(person, CREATE_NETWORK, {
        input: { slug: `n-${crypto.randomUUID()}`, name: 'Network', states: ['NC'] },
      }),
  });
  const removedBy = (by: Person) => async (person: Person) =>
    app.data(by, REMOVE, { input: { membershipId: await membershipOf(app, person) } });
  const madeBy = (by: Person, role: Role) => async (person: Person) =>
    app.data(by, CHANGE, { input: { membershipId: await membershipOf(app, person), role } });
  const both: Ending['uses'] = ['read', 'write'];

  return [
    { name: 'an editor is removed', uses: both, hold: inCoalition(Role.EDITOR), end: removedBy(lead) },
    { name: 'a viewer is removed', uses: ['read'], hold: inCoalition(Role.VIEWER), end: removedBy(lead) },
    {
      name: 'a lead is removed by the network',
      uses: both,
      hold: inCoalition(Role.LEAD),
      end: removedBy(admin),
    },
    {
      ...{ name: 'an editor leaves', uses: both, hold: inCoalition(Role.EDITOR) },
      end: (person) => removedBy(person)(person),
    },
    {
      ...{ name: 'an editor is made viewer', hold: inCoalition(Role.EDITOR), end: madeBy(lead, Role.VIEWER) },
      uses: ['write'],
    },
    {
      ...{ name: 'an admin is made analyst', hold: inNetwork(Role.NETWORK_ADMIN) },
      ...{ uses: ['write'], end: madeBy(platform, Role.NETWORK_ANALYST) },
    },
    {
      ...{ name: 'an analyst is made researcher', hold: inNetwork(Role.NETWORK_ANALYST) },
      ...{ uses: ['read'], end: madeBy(admin, Role.RESEARCHER) },
    },
    {
      name: 'an admin is removed',
      uses: both,
      hold: inNetwork(Role.NETWORK_ADMIN),
      end: removedBy(platform),
    },
    {
      ...{ name: 'a platform admin is removed', uses: ['write'], hold: inPlatform },
      end: (person) =>
        app.database.rows('delete from access.memberships where account_id = $1', [person.accountId]),
    },
    ...[inCoalition(Role.LEAD), inNetwork(Role.NETWORK_ADMIN)].flatMap((hold, index) =>
      waysOut(app).map(([what, end]): Ending => ({
        ...{ name: `${what} of ${index === 0 ? 'a lead' : 'an admin'}`, uses: both, hold, end },
      })),
    ),
  ];
}

/** How whoever is signed in comes to be it no more. */
const waysOut = (app: Caller): [string, (person: Person) => Promise<unknown>][] => [
  ['the signing out', (person) => app.data(person, 'mutation { signOut }')],
  [
    'the session ended from another one',
    async (person) =>
      app.data(await aSession(app, person), 'mutation ($id: ID!) { endSession(id: $id) }', {
        id: globalId('Session', NOWHERE, person.sessionId),
      }),
  ],
  [
    'all other sessions ended',
    async (person) => app.data(await aSession(app, person), 'mutation { endOtherSessions }'),
  ],
  [
    'the session that ran out',
    (person) =>
      app.database.rows('update access.sessions set expires_at = now() where id = $1', [person.sessionId]),
  ],
  [
    'the disabled account',
    (person) =>
      app.database.rows('update access.accounts set disabled_at = now() where id = $1', [person.accountId]),
  ],
];

/** Done before, and refused in the very next request after the end, with the same access token. */
export async function endsAtOnce(ending: Ending, use: 'read' | 'write'): Promise<boolean> {
  const holding = await ending.hold();
  const { person } = holding;
  const act = holding[use]!;
  if (refused(await act(person))) throw new Error(`${ending.name}: could not ${use} before`);
  await ending.end(person);
  return refused(await act(person));
}

const refused = ({ data, errors }: Answer): boolean =>
  errors
    ? errors.every(({ extensions: { code } }) => ['FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED'].includes(code))
    : data?.workspace === null;

async function membershipOf(app: Caller, person: Person): Promise<string> {
  const [row] = await app.database.rows<{ id: string }>(
    'select id from access.memberships where account_id = $1',
    [person.accountId],
  );
  return globalId('Membership', NOWHERE, row!.id);
}

async function saveMission(app: Caller, person: Person, { key, id }: TestCoalition): Promise<Answer> {
  const [row] = await app.database.rows<{ revision: number }>(
    'select revision from private.profiles where coalition_id = $1',
    [key],
  );
  const mission = `Mission ${crypto.randomUUID()}`;
  return app.graphql(person, UPDATE, {
    input: { coalitionId: id, expectedRevision: row!.revision, mission },
  });
}

const tellOf = (app: Caller, person: Person, { slug }: TestNetwork): Promise<Answer> =>
  app.graphql(person, UPDATE_NETWORK, {
    input: { network: slug, description: `Told by ${crypto.randomUUID()}` },
  });
