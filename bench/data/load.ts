import pg from 'pg';
import { emailKey } from '../../src/identity/emails.ts';
import { hashPassword } from '../../src/identity/passwords.ts';
import { generateCoalitions } from './coalitions.ts';
import { Batch } from './copy.ts';
import { type GeneratedNetwork, type GeneratedOrganization, generateNetworks } from './networks.ts';
import { addCoalition, organizationRow } from './rows.ts';

export interface DataSet {
  networks: number;
  coalitions: number;
  /** Coalitions of each network that have an account with the role of a lead. */
  leads: number;
}

export const PASSWORD = 'a long password of the bench';
export const emailOf = (network: string, number: number): string =>
  `lead-${number}.${network}@bench.example.org`;

const AT_ONCE = 250;

/** What rebuild_landscape reads, which would otherwise plan for empty tables. */
const ANALYZE = `analyze published.coalitions, published.strategies, published.organizations,
  published.coalition_organizations, published.coalition_counties`;

/** Of what rebuild_landscape fills: counted after the first network, it would be planned for as if there were no other. */
const autovacuum = (wish: string): string => `do $$ declare named text; begin
  for named in select format('published.%I', tablename) from pg_tables where schemaname = 'published'
  loop execute 'alter table ' || named || ' ${wish}'; end loop; end $$`;

/**
 * Fills an empty, migrated database, as a superuser: COPY passes row security by, and no trigger runs, neither those
 * that check nor those that count and keep a history. What these keep is made by rebuild_landscape afterwards.
 */
export async function loadData(adminUrl: string, of: DataSet, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => undefined); // the statement that fails says it
  await client.connect();
  try {
    await client.query(
      'set session_replication_role = replica; set synchronous_commit = off; set work_mem = 64000',
    );
    await client.query(autovacuum('set (autovacuum_enabled = off)'));
    const passwordHash = await hashPassword(PASSWORD);
    for (const network of generateNetworks(of.networks, of.coalitions)) {
      await client.query('begin');
      await addNetwork(client, network);
      await addCoalitions(client, network, passwordHash, of.leads);
      await client.query('commit');
      await client.query(ANALYZE);
      await client.query('select published.rebuild_landscape($1)', [network.id]);
      say(`${network.name}: ${network.coalitions} coalitions in ${network.counties.length} counties`);
    }
    await client.query(autovacuum('reset (autovacuum_enabled)'));
    await client.query('reset session_replication_role');
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

async function addNetwork(client: pg.Client, network: GeneratedNetwork): Promise<void> {
  const { id, slug, name, states, terms, goals } = network;
  const batch = new Batch();
  batch.add('reference.networks', { id, slug, name, states, description: `${name}, made for measuring` });
  terms.forEach(({ taxonomy, code, label }, position) =>
    batch.add('reference.terms', { network_id: id, taxonomy, code, label, position }),
  );
  goals.forEach((goal, position) =>
    batch.add('reference.goals', {
      ...{ network_id: id, id: goal.id, code: goal.code, title: goal.title, description: goal.description },
      ...{ level: goal.level, parent_code: goal.parentCode, position },
    }),
  );
  await batch.write(client);
  await client.query('select reference.freeze_goals($1, $2)', [id, 'The first version']);
}

async function addCoalitions(
  client: pg.Client,
  network: GeneratedNetwork,
  passwordHash: string,
  leads: number,
): Promise<void> {
  const named = new Set<GeneratedOrganization>();
  let batch = new Batch();
  let number = 0;
  for (const coalition of generateCoalitions(network)) {
    addCoalition(batch, coalition);
    for (const organization of coalition.organizations) named.add(organization);
    if (number < leads) await addLead(client, network, coalition.id, passwordHash, number);
    if (++number % AT_ONCE > 0) continue;
    await batch.write(client);
    batch = new Batch();
  }
  for (const organization of named) {
    batch.add('published.organizations', { network_id: network.id, ...organizationRow(organization) });
  }
  await batch.write(client);
}

const ADD_LEAD = `
  with account as (
    insert into access.accounts (email, email_key, display_name, password_hash) values ($1, $2, $3, $4) returning id)
  insert into access.memberships (account_id, role, coalition_id) select id, 'LEAD', $5 from account`;

async function addLead(
  client: pg.Client,
  { slug }: GeneratedNetwork,
  coalitionId: string,
  passwordHash: string,
  number: number,
): Promise<void> {
  const email = emailOf(slug, number);
  await client.query(ADD_LEAD, [email, emailKey(email), `Lead ${number}`, passwordHash, coalitionId]);
}
