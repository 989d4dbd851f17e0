import pg from 'pg';
import { cursorOf } from '../../src/platform/graphql/page.ts';
import { emailOf } from '../data/load.ts';
import { generateNetworks } from '../data/networks.ts';

const PAGES_OF_ONE_NETWORK = 20;
const PAGE = 50;
const PROFILES_OF_ONE_NETWORK = 40;

/** Where a page of 50 begins. */
export interface PageStart {
  after: string | null;
  sortName: string;
  name: string;
  id: string;
}

export interface KnownNetwork {
  id: string;
  slug: string;
  goals: string[];
  sectors: string[];
  pages: PageStart[];
  profiles: { id: string; slug: string; name: string }[];
  /** Coalitions that nobody else writes to. */
  drafts: string[];
}

/** What the subjects ask about: read from the data set once, so that all of them ask about what is there. */
export interface World {
  networks: KnownNetwork[];
  leads: { networkId: string; coalitionId: string; email: string }[];
  admin: pg.Pool;
}

const STARTS = `
  select sort_name as "sortName", name, id from (
    select *, row_number() over (order by sort_name, id) as place from published.coalitions where network_id = $1) c
  where place % $2 = 0 order by place`;

const SOME = `
  select id, slug, name from (
    select *, row_number() over (order by id) as place, count(*) over () as many from published.coalitions
    where network_id = $1) c
  where place % greatest(many / $2, 1) = 0 order by place limit $2`;

const LEADS = `
  select c.network_id as "networkId", c.id as "coalitionId", a.email from access.memberships m
  join access.accounts a on a.id = m.account_id join access.coalitions c on c.id = m.coalition_id
  where a.email = any ($1) order by a.email`;

const UNLED = `
  select c.id from access.coalitions c where c.network_id = $1
    and not exists (select from access.memberships m where m.coalition_id = c.id) order by c.id limit 50`;

/** `leads` of each network take part. */
export async function discover(adminUrl: string, networks: number, leads: number): Promise<World> {
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  admin.on('error', () => undefined);
  const known: KnownNetwork[] = [];
  for (const { id, slug, goals, terms } of generateNetworks(networks, networks)) {
    const starts = (await admin.query<Omit<PageStart, 'after'>>(STARTS, [id, PAGE])).rows;
    const step = Math.max(1, Math.floor(starts.length / PAGES_OF_ONE_NETWORK));
    const pages = starts
      .filter((_, i) => i % step === 0)
      .slice(0, PAGES_OF_ONE_NETWORK - 1)
      .map((start) => ({ ...start, after: cursorOf('NAME_ASC', [start.sortName, start.id]) }));
    const first = { after: null, sortName: '', name: '', id: '00000000-0000-0000-0000-000000000000' };
    known.push({
      ...{ id, slug, pages: [first, ...pages] },
      goals: goals.map(({ code }) => code),
      sectors: terms.filter(({ taxonomy }) => taxonomy === 'sector').map(({ code }) => code),
      profiles: (await admin.query<KnownNetwork['profiles'][0]>(SOME, [id, PROFILES_OF_ONE_NETWORK])).rows,
      drafts: (await admin.query<{ id: string }>(UNLED, [id])).rows.map((row) => row.id),
    });
  }
  const emails = known.flatMap(({ slug }) => Array.from({ length: leads }, (_, i) => emailOf(slug, i)));
  return { networks: known, leads: (await admin.query<World['leads'][0]>(LEADS, [emails])).rows, admin };
}
