import type { TestApp } from './app.ts';

const WAITING = `
  select 1 from pg_locks l join pg_stat_activity a using (pid)
  where not l.granted and a.datname = current_database()`;

/** Until so many wait for a lock that somebody holds. */
export async function untilWaiting(app: TestApp, count = 1): Promise<void> {
  for (let tries = 0; (await app.database.rows(WAITING)).length < count; tries++) {
    if (tries > 500) throw new Error(`Fewer than ${count} wait`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
