import { rmSync } from 'node:fs';
import pg from 'pg';

export default async function globalTeardown() {
  const client = new pg.Client({ connectionString: globalThis.__TEST_ADMIN_URL__ });
  await client.connect();
  const { rows } = await client.query(`select datname from pg_database where datname like $1`, [
    `${globalThis.__TEST_PREFIX__}%`,
  ]);
  for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  await client.end();
  await globalThis.__TEST_POSTGRES__?.stop();
  if (globalThis.__TEST_DIRECTORY__) rmSync(globalThis.__TEST_DIRECTORY__, { recursive: true, force: true });
}
