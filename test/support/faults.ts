import pg from 'pg';
import type { TestApp } from './app.ts';

/**
 * Whether a check fails once something is taken out of a function of the database, which is then put back: a protection
 * that its own test does not miss is none.
 */
export async function isMissed(
  app: TestApp,
  [name, from, to]: readonly [name: string, from: string, to: string],
  check: () => Promise<unknown>,
): Promise<boolean> {
  const [row] = await app.database.rows<{ sql: string }>('select pg_get_functiondef($1::regproc) as sql', [
    name,
  ]);
  const whole = row!.sql;
  const without = whole.replaceAll(from, () => to);
  if (without === whole) throw new Error(`${name} does not say ${from}: the fault is out of date`);
  const admin = new pg.Client(app.database.adminUrl);
  await admin.connect();
  try {
    await admin.query(without);
    return await check().then(
      () => false,
      () => true,
    );
  } finally {
    await admin.query(whole);
    await admin.end();
  }
}
