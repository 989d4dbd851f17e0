import { Profile } from '../../src/coalitions/profile.entity.ts';
import type { TenantDb } from '../../src/platform/database/tenant-db.ts';
import { Role } from '../../src/platform/graphql/allow.ts';
import type { RequestContext } from '../../src/platform/graphql/ctx.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { TestApp } from '../support/app.ts';
import { aCoalition, aNetwork, type TestCoalition } from '../support/fixtures.ts';

/** Leads of coalitions of one network, who work at the same time. */
export type Crew = { coalition: TestCoalition; lead: Viewer }[];

export async function aCrew(app: TestApp): Promise<Crew> {
  const network = await aNetwork(app);
  const crew: Crew = [];
  for (let n = 0; n < 6; n++) {
    const coalition = await aCoalition(app, network);
    crew.push({ coalition, lead: await coalition.as(Role.LEAD) });
  }
  return crew;
}

/** Three times as many calls at once as there are connections. What any of them saw that it should not have seen. */
export async function interleave(database: TenantDb, crew: Crew, calls: number): Promise<string[]> {
  const wrong: string[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < calls) {
      const problem = await call(database, crew, next++);
      if (problem) wrong.push(problem);
    }
  };
  await Promise.all(Array.from({ length: 30 }, worker));
  return wrong;
}

/** The role and the settings with which a transaction finds its connection. */
const found = async (ctx: RequestContext): Promise<string> => {
  const [row] = await ctx.lookup<{ found: string }>(
    'found_by_test',
    `select concat_ws('|', current_user, nullif(current_setting('app.session_id', true), ''),
       nullif(current_setting('app.coalition_id', true), ''), nullif(current_setting('app.network_id', true), ''),
       nullif(current_setting('app.action', true), '')) as found`,
  );
  return row!.found;
};

export const MY_PROFILES = 'select coalition_id from private.profiles';
const mine = (ctx: RequestContext): Promise<{ coalition_id: string }[]> =>
  ctx.sql('my_profiles_of_test', MY_PROFILES);

/** One call of the number `n`: what it saw that it should not have seen, or nothing. */
async function call(database: TenantDb, crew: Crew, n: number): Promise<string | undefined> {
  const { coalition, lead } = crew[n % crew.length]!;
  if (n % 7 === 0) return stranger(database);
  let seen: string | undefined;
  const work = database.run(lead, n % 3 === 0 ? 'write' : 'read', `call ${n}`, async (ctx) => {
    const carried = await found(ctx);
    if (carried !== 'registry_server') seen = `found ${carried}`;
    await ctx.enter(coalition.key, 'read');
    const [byEntity, bySql] = await Promise.all([ctx.db.find(Profile), mine(ctx)]);
    const keys = [...byEntity.map(({ coalitionId }) => coalitionId), ...bySql.map((row) => row.coalition_id)];
    if (keys.length !== 2 || keys.some((key) => key !== coalition.key))
      seen = `read ${keys.join()} in ${coalition.key}`;
    if (n % 10 === 1) throw new Error('given up');
    if (n % 10 === 2) await ctx.sql('failing_in_test', 'select 1 / (random() * 0)::integer');
    if (n % 10 === 3) {
      await ctx.sql('hurrying_in_test', `select set_config('statement_timeout', '1', true)`);
      await ctx.sql('sleeping_in_test', 'select pg_sleep(5)');
    }
  });
  const failed = await work.then(
    () => undefined,
    (error: Error) => error.message,
  );
  const expected = { 1: 'given up', 2: 'division by zero', 3: 'This took too long and was stopped.' }[n % 10];
  return (
    seen ?? (failed?.slice(0, expected?.length) === expected ? undefined : `${failed} instead of ${expected}`)
  );
}

/** Nobody, on a connection that others have just used: nothing private is to be had. */
async function stranger(database: TenantDb): Promise<string | undefined> {
  return database
    .run(null, 'read', 'stranger', async (ctx) => {
      const carried = await found(ctx);
      return carried === 'registry_server' ? (await mine(ctx)).length : carried;
    })
    .then(
      (rows) => `a stranger got ${rows}`,
      (error: Error & { extensions?: { code: string } }) =>
        error.extensions?.code === 'FORBIDDEN' ? undefined : String(error),
    );
}
