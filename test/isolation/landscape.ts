import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { boardId, isBoard, populateBoards } from './boards.ts';
import { TestDatabase } from '../support/database.ts';
import { addImports } from './import-doors.ts';
import { addKeys } from './keys.ts';
import {
  accountId,
  coalitionId,
  coalitions,
  type CoalitionKey,
  membershipId,
  networkId,
  type NetworkKey,
  networks,
  people,
  sessionId,
  UNCLAIMED,
} from './people.ts';
import { insertion, samples, SPARE } from './samples.ts';

/** How many rows of whom a table holds: by coalition where it has such a column. */
export interface Census {
  total: number;
  /** One to name in an update. */
  column: string;
  byCoalition: Map<CoalitionKey, number>;
}

/**
 * A database with two networks of three coalitions, each with another number of rows, and with a witness: a function
 * that sees, past row security, whose rows the running transaction has touched.
 */
export class Landscape {
  private constructor(
    readonly database: TestDatabase,
    readonly census: ReadonlyMap<string, Census>,
  ) {}

  static async create(): Promise<Landscape> {
    const database = await TestDatabase.create();
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      await populate(client);
      await client.query(WITNESS);
      return new Landscape(database, await takeCensus(client));
    } finally {
      // A database with a connection to it cannot be copied.
      await client.end();
    }
  }

  /** The same, in a database of its own. */
  async copy(): Promise<Landscape> {
    return new Landscape(await TestDatabase.create(this.database.name), this.census);
  }

  drop(): Promise<void> {
    return this.database.drop();
  }
}

const WITNESS = `
  create schema witness;
  grant usage on schema witness to public;
  -- By owner: rows that the transaction left alone, and rows that it wrote.
  create function witness.rows(tab regclass, owner text) returns table (owned_by text, untouched int, written int)
  language plpgsql volatile security definer set search_path = '' as $$
  declare since bigint := pg_catalog.pg_current_xact_id()::text::bigint;
  begin
    return query execute format('select %I::text, (count(*) filter (where xmin::text::bigint < $1))::int,
      (count(*) filter (where xmin::text::bigint >= $1))::int from %s group by 1', owner, tab) using since;
  end $$;
  -- Whether a row may be deleted is asked; whether another refers to it is not.
  create function witness.ignore_references() returns void
  language sql volatile security definer set search_path = '' as
    $$ select set_config('session_replication_role', 'replica', true) $$;
  revoke execute on all functions in schema witness from public;
  grant execute on all functions in schema witness to registry_server, registry_public, registry_member,
    registry_network, registry_board, registry_researcher, registry_coder, registry_admin;`;

async function populate(client: pg.Client): Promise<void> {
  for (const key of networks) {
    await client.query('insert into reference.networks (id, slug, name, states) values ($1, $2, $2, $3)', [
      ...[networkId(key), `network-${key.toLowerCase()}`, ['NC']],
    ]);
  }
  for (const { key, network, status } of coalitions) {
    await client.query(
      'insert into access.coalitions (id, network_id, slug, name, status, claimed) values ($1, $2, $3, $4, $5, $6)',
      [...[coalitionId(key), networkId(network), key.toLowerCase(), key, status, key !== UNCLAIMED]],
    );
  }
  for (const table of Object.keys(samples)) {
    const rows = samples[table]!.once ? 'least(c.rows, 1)' : 'c.rows';
    await client.query(insertion(table, PLACES, 1, rows));
  }
  await client.query(insertion('private.organizations', PLACES, SPARE + 1, `${SPARE} + least(c.rows, 1)`));
  // Of no coalition, hence for no member of one.
  await client.query(
    `insert into audit.events (network_id, actor, action, subject) values ($1, 'Somebody', 'test', 'network')`,
    [networkId('A')],
  );
  for (const key of networks) await addInvitation(client, 'RESEARCHER', null, networkId(key));
  for (const { key } of coalitions) await addGuests(client, key);
  await populateBoards(client);
  for (const person of people) await addPerson(client, person);
  await addKeys(client);
  await addImports(client);
  await client.query(
    `insert into access.mails (recipient, subject, body, failure, dead_at) values ('x', 'x', 'x', 'x', now())`,
  );
}

const PLACES = `(values ${coalitions
  .map(
    ({ key, network, rows }) =>
      `('${key}', '${coalitionId(key)}'::uuid, '${networkId(network)}'::uuid, ${rows})`,
  )
  .join(', ')}) c (key, coalition_id, network_id, rows)`;

const ACCOUNT =
  'insert into access.accounts (id, email, email_key, display_name, password_hash) values ($1, $2, $2, $2, $2)';

/** In each coalition a lead, a viewer and somebody invited, for the functions that change members. */
async function addGuests(client: pg.Client, key: CoalitionKey): Promise<void> {
  for (const role of ['LEAD', 'VIEWER'] as const) {
    const id = guestId(role, key);
    await client.query(ACCOUNT, [id, `${role.toLowerCase()}-${key}@example.org`]);
    await client.query(
      'insert into access.memberships (id, account_id, role, coalition_id) values ($1, $1, $2, $3)',
      [...[id, role, coalitionId(key)]],
    );
  }
  await addInvitation(client, 'VIEWER', coalitionId(key), null, guestId('INVITED', key));
  await client.query('insert into access.corrections (id, coalition_id, content) values ($1, $2, $3)', [
    ...[guestId('CORRECTED', key), coalitionId(key), 'Wrong'],
  ]);
}

async function addInvitation(
  client: pg.Client,
  role: string,
  coalition: string | null,
  network: string | null,
  id: string = randomUUID(),
): Promise<void> {
  await client.query(
    `insert into access.invitations (id, digest, email, email_key, role, coalition_id, network_id, expires_at)
     values ($1, sha256($2::text::bytea), $2, $2, $3, $4, $5, now() + interval '1 day')`,
    [id, `invited-${id}@example.org`, role, coalition, network],
  );
}

/** Of the account, of its membership, or of the invitation. */
export const guestId = (what: 'LEAD' | 'VIEWER' | 'INVITED' | 'CORRECTED', key: CoalitionKey): string =>
  `${key.toLowerCase()}00${{ LEAD: '1ead', VIEWER: '0ee0', INVITED: '1111', CORRECTED: 'c0c0' }[what]}-0000-4000-8000-000000000000`;

async function addPerson(client: pg.Client, person: (typeof people)[number]): Promise<void> {
  const account = accountId(person);
  await client.query(ACCOUNT, [account, person.name]);
  if (person.disabled)
    await client.query('update access.accounts set disabled_at = now() where id = $1', [account]);
  for (const [index, [role, place]] of [...person.roles, ...(person.former ?? [])].entries()) {
    const board = isBoard(place) ? boardId(place) : null;
    const coalition = place?.length === 2 && !board ? coalitionId(place as CoalitionKey) : null;
    const network = place?.length === 1 ? networkId(place as NetworkKey) : null;
    await client.query(
      'insert into access.memberships (id, account_id, role, coalition_id, network_id, board_id) values ($1, $2, $3, $4, $5, $6)',
      [index === 0 ? membershipId(person) : randomUUID(), account, role, coalition, network, board],
    );
  }
  if (person.former) await client.query('delete from access.memberships where account_id = $1', [account]);
  if (person.session === 'none' || person.session === 'unknown') return;
  await client.query(
    `insert into access.sessions (id, account_id, created_at, expires_at, ended_at)
     values ($1, $2, now() - interval '2 hours', now() + $3::interval, case when $4 then now() - interval '1 hour' end)`,
    [
      sessionId(person),
      account,
      person.session === 'expired' ? '-1 second' : '1 day',
      person.session === 'ended',
    ],
  );
}

async function takeCensus(client: pg.Client): Promise<Map<string, Census>> {
  const census = new Map<string, Census>();
  for (const { name, owned, column } of await tablesOf(client)) {
    const by = owned ? 'coalition_id' : 'null::uuid';
    const { rows } = await client.query<{ id: string | null; n: number }>(
      `select ${by} as id, count(*)::int as n from ${name} group by 1`,
    );
    const byCoalition = new Map(
      rows.flatMap(({ id, n }): [CoalitionKey, number][] => [
        ...coalitions
          .filter(({ key }) => coalitionId(key) === id)
          .map(({ key }): [CoalitionKey, number] => [key, n]),
      ]),
    );
    census.set(name, { total: rows.reduce((sum, { n }) => sum + n, 0), column, byCoalition });
  }
  return census;
}

export interface Table {
  name: string;
  schema: string;
  column: string;
  /** Whether its rows are a coalition's. */
  owned: boolean;
}

/** Every table that there is. */
export async function tablesOf(client: pg.ClientBase | pg.Pool): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname || '.' || c.relname as name, n.nspname as schema,
       (select attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         order by attnum limit 1) as column,
       exists (select from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'coalition_id' and not a.attisdropped) as owned
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^(pg_|information_schema)' order by 1`,
  );
  return rows;
}
