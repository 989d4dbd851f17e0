import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from '../../src/identity/passwords.ts';
import { defaultTerms } from '../../src/networks/default-terms.ts';
import { Role } from '../../src/platform/graphql/allow.ts';
import { globalId } from '../../src/platform/graphql/ids.ts';
import type { Caller, Person } from './app.ts';

export const PASSWORD = 'a long enough password';
let hashed: Promise<string> | undefined;

const mark = (): string => randomBytes(4).toString('hex');

export interface TestNetwork {
  key: string;
  id: string;
  slug: string;
  as(role: Role): Promise<Person>;
}

export interface TestCoalition {
  key: string;
  /** Its global id. */
  id: string;
  slug: string;
  name: string;
  network: TestNetwork;
  as(role: Role): Promise<Person>;
}

export interface TestBoard {
  key: string;
  id: string;
  slug: string;
  name: string;
  network: TestNetwork;
  as(role: Role): Promise<Person>;
}

/** Each test makes its own; tenants cannot see each other, so nothing is ever cleaned up. */
export async function aPerson(app: Caller, displayName = `Person ${mark()}`): Promise<Person> {
  hashed ??= hashPassword(PASSWORD);
  const email = `${mark()}@example.org`;
  const [account] = await app.database.rows<{ id: string }>(
    'insert into access.accounts (email, email_key, display_name, password_hash) values ($1, $1, $2, $3) returning id',
    [email, displayName, await hashed],
  );
  return aSession(app, { accountId: account!.id, email, displayName });
}

export async function aSession(
  app: Caller,
  of: Pick<Person, 'accountId' | 'email' | 'displayName'>,
): Promise<Person> {
  const [session] = await app.database.rows<{ id: string }>(
    `insert into access.sessions (account_id, expires_at) values ($1, now() + interval '1 hour') returning id`,
    [of.accountId],
  );
  return { ...of, sessionId: session!.id, token: app.token(of.accountId, session!.id) };
}

export async function grant(
  app: Caller,
  person: Person,
  role: Role,
  place: { coalition?: string; network?: string; board?: string },
): Promise<void> {
  await app.database.rows(
    'insert into access.memberships (account_id, role, coalition_id, network_id, board_id) values ($1, $2, $3, $4, $5)',
    [person.accountId, role, place.coalition ?? null, place.network ?? null, place.board ?? null],
  );
}

export async function aPlatformAdmin(app: Caller): Promise<Person> {
  const person = await aPerson(app);
  await grant(app, person, Role.PLATFORM_ADMIN, {});
  return person;
}

const GOALS = [
  { code: 'G1', title: 'Fewer adversities', level: 'GOAL', parent: null },
  { code: 'G2', title: 'More protective factors', level: 'GOAL', parent: null },
  { code: 'G2-O1', title: 'Parents know whom to ask', level: 'OUTCOME', parent: 'G2' },
];

/** With the default terms, three goals as the first version of its framework, and the state of North Carolina. */
export async function aNetwork(app: Caller): Promise<TestNetwork> {
  const slug = `network-${mark()}`;
  const [row] = await app.database.rows<{ id: string }>(
    'insert into reference.networks (slug, name, states) values ($1, $2, $3) returning id',
    [slug, `Network ${slug}`, ['NC']],
  );
  const key = row!.id;
  await app.database.rows(
    `insert into reference.terms (network_id, taxonomy, code, label, position)
     select $1, t ->> 'taxonomy', t ->> 'code', t ->> 'label', place
     from jsonb_array_elements($2::jsonb) with ordinality as list(t, place)`,
    [key, JSON.stringify(defaultTerms(slug))],
  );
  await app.database.rows(
    `insert into reference.goals (network_id, code, title, level, parent_code, position)
     select $1, g ->> 'code', g ->> 'title', g ->> 'level', g ->> 'parent', place
     from jsonb_array_elements($2::jsonb) with ordinality as list(g, place)`,
    [key, JSON.stringify(GOALS)],
  );
  await app.database.rows('select reference.freeze_goals($1, null)', [key]);
  const as = async (role: Role): Promise<Person> => {
    const person = await aPerson(app);
    await grant(app, person, role, { network: key });
    return person;
  };
  return { key, id: globalId('Network', key, key), slug, as };
}

export async function aCoalition(
  app: Caller,
  network?: TestNetwork,
  name = `Coalition ${mark()}`,
): Promise<TestCoalition> {
  const home = network ?? (await aNetwork(app));
  const key = randomUUID();
  const slug = `coalition-${mark()}`;
  await app.database.rows(
    'insert into access.coalitions (id, network_id, slug, name, claimed) values ($1, $2, $3, $4, true)',
    [key, home.key, slug, name],
  );
  await app.database.rows(
    `insert into private.profiles (coalition_id, network_id, name, kind_code) values ($1, $2, $3, 'local-coalition')`,
    [key, home.key, name],
  );
  const as = async (role: Role): Promise<Person> => {
    const person = await aPerson(app);
    await grant(app, person, role, { coalition: key });
    return person;
  };
  return { key, id: globalId('Coalition', home.key, key), slug, name, network: home, as };
}

export async function aBoard(app: Caller, network?: TestNetwork): Promise<TestBoard> {
  const home = network ?? (await aNetwork(app));
  const slug = `board-${mark()}`;
  const name = `Board ${slug}`;
  const [row] = await app.database.rows<{ id: string }>(
    'insert into access.boards (network_id, slug, name) values ($1, $2, $3) returning id',
    [home.key, slug, name],
  );
  const key = row!.id;
  const as = async (role: Role): Promise<Person> => {
    const person = await aPerson(app);
    await grant(app, person, role, { board: key });
    return person;
  };
  return { key, id: globalId('Board', home.key, key), slug, name, network: home, as };
}

export const UPDATE = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { coalitionId profile { revision name } completeness { percent missing } }
}`;

export const PUBLISH = `mutation ($input: PublishCoalitionInput!) { publishCoalition(input: $input) { id slug name publishedAt } }`;

/** Saves the given fields on the current revision; the revision that they made. */
export async function save(
  app: Caller,
  lead: Person,
  coalition: TestCoalition,
  fields: object,
): Promise<number> {
  const [row] = await app.database.rows<{ revision: number }>(
    'select revision from private.profiles where coalition_id = $1',
    [coalition.key],
  );
  const input = { coalitionId: coalition.id, expectedRevision: row!.revision, ...fields };
  return (await app.data(lead, UPDATE, { input })).updateProfile.profile.revision as number;
}

/** A coalition of its own lead, saved with the given fields and published. */
export async function aPublishedCoalition(
  app: Caller,
  fields: object = {},
  network?: TestNetwork,
  name?: string,
): Promise<TestCoalition & { lead: Person }> {
  const coalition = await aCoalition(app, network, name);
  const lead = await coalition.as(Role.LEAD);
  const expectedProfileRevision = await save(app, lead, coalition, fields);
  await app.data(lead, PUBLISH, { input: { coalitionId: coalition.id, expectedProfileRevision } });
  return { ...coalition, lead };
}
