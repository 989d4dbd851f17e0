import pg from 'pg';
import { TestDatabase } from '../support/database.ts';
import { tablesOf } from './landscape.ts';
import { insertion, samples } from './samples.ts';

const COALITIONS = 3000;
const ROWS = 4;
const id = (n: number | string): string =>
  `('c0000000-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
const PLACES = `(select 'C' || k as key, ${id('k')} as coalition_id, ${id('k % 3')} as network_id
  from generate_series(1, ${COALITIONS}) k) c`;

interface Plan {
  'Node Type': string;
  'Subplan Name'?: string;
  'Relation Name'?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

let database: TestDatabase;
let server: pg.Client;
let seeded: string[];

beforeAll(async () => {
  database = await TestDatabase.create();
  seeded = await seed();
  server = new pg.Client({ connectionString: database.serverUrl });
  await server.connect();
});

afterAll(async () => {
  await server.end();
  await database.drop();
});

/** Without triggers and keys, which would take most of the time and are not asked here. */
async function seed(): Promise<string[]> {
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  try {
    const tables = (await tablesOf(admin)).filter(({ schema }) => schema === 'private' || schema === 'audit');
    await admin.query(`set session_replication_role = 'replica'`);
    await admin.query(
      `insert into access.coalitions (id, network_id, slug, name) select coalition_id, network_id, key, key from ${PLACES}`,
    );
    for (const { name } of tables) {
      await admin.query(insertion(name, PLACES, 1, samples[name]?.once ? 1 : ROWS));
    }
    await admin.query(`
      insert into access.accounts (id, email, email_key, display_name, password_hash) values (${id(1)}, 'a', 'a', 'a', 'a');
      insert into access.sessions (id, account_id, expires_at) values (${id(1)}, ${id(1)}, now() + interval '1 day');
      insert into access.memberships (account_id, role, coalition_id) values (${id(1)}, 'LEAD', ${id(77)});
      insert into access.memberships (account_id, role, network_id) values (${id(1)}, 'NETWORK_ADMIN', ${id(2)});
      analyze`);
    return tables.map(({ name }) => name);
  } finally {
    await admin.end();
  }
}

/** As somebody who works in one coalition would do it, and without a word about whose rows. */
async function planOf(role: string, sql: string): Promise<{ nodes: Plan[]; rows: number }> {
  await server.query('begin');
  try {
    await server.query(`select set_config('app.session_id', ${id(1)}::text, true),
      set_config('app.coalition_id', ${id(77)}::text, true), set_config('app.network_id', ${id(2)}::text, true)`);
    await server.query(`set local role ${role}`);
    const { rows } = await server.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(`explain (format json) ${sql}`);
    const { rowCount } = sql.startsWith('select') ? await server.query(sql) : { rowCount: 0 };
    const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
    return { nodes: nodes(rows[0]!['QUERY PLAN'][0]!.Plan), rows: rowCount ?? 0 };
  } finally {
    await server.query('rollback');
  }
}

function expectIndexed({ nodes }: { nodes: Plan[] }, column: string): void {
  expect(nodes.map((node) => node['Subplan Name']).filter(Boolean)).toContainEqual(
    expect.stringMatching(/^InitPlan/),
  );
  expect(nodes.map((node) => node['Index Cond']).filter(Boolean)).toEqual([
    expect.stringMatching(new RegExp(`^\\(${column} = (\\$\\d|\\(InitPlan \\d\\)\\.col1)\\)$`)),
  ]);
  expect(nodes.map((node) => node['Node Type'])).not.toContainEqual(
    expect.stringMatching(/^(Parallel )?Seq Scan/),
  );
}

describe('The usual read of one coalition among thousands', () => {
  it('is looked at for every table that is a coalition’s own', () => {
    expect(seeded).toEqual(expect.arrayContaining(['audit.events', 'private.partners', 'private.profiles']));
    expect(seeded.filter((table) => samples[table] === undefined)).toEqual([]);
  });

  it('asks once what the session may read, and finds the rows by the index', async () => {
    for (const table of seeded) {
      const plan = await planOf('registry_member', `select * from ${table}`);
      expectIndexed(plan, 'coalition_id');
      expect([table, plan.rows]).toEqual([table, samples[table]!.once ? 1 : ROWS]);
    }
  });

  it('does so for network staff, who read their list of profiles by the network', async () => {
    for (const table of seeded) {
      const column = ['private.profiles', 'private.strategies'].includes(table)
        ? 'network_id'
        : 'coalition_id';
      if (table !== 'private.profiles')
        expectIndexed(await planOf('registry_network', `select * from ${table}`), column);
    }
    const list = await planOf('registry_network', 'select * from private.profiles order by name limit 20');
    expectIndexed(list, 'network_id');
    expect(list.nodes.map((node) => node['Node Type'])).toEqual(expect.not.arrayContaining(['Sort']));
    expect(list.rows).toBe(20);
  });

  it('does so for changes', async () => {
    const kept = ['private.profiles', 'private.strategy_versions', 'audit.events'];
    for (const table of seeded.filter((name) => !kept.includes(name))) {
      expectIndexed(await planOf('registry_member', `delete from ${table}`), 'coalition_id');
      expectIndexed(
        await planOf('registry_member', `update ${table} set ${samples[table]!.update}`),
        'coalition_id',
      );
    }
  });

  it('would be seen to read the whole table, had a policy looked for the coalition in a list', async () => {
    const admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('begin');
    await admin.query(
      `alter policy member_reads on private.initiatives using (coalition_id in (select coalition_id from private.profiles))`,
    );
    await admin.query('set local session authorization registry_server');
    await admin.query('set local role registry_member');
    const { rows } = await admin.query<object>('explain (format json) select * from private.initiatives');
    await admin.query('rollback');
    await admin.end();
    expect(JSON.stringify(rows)).toContain('Seq Scan');
  });
});
