import pg from 'pg';
import { gates } from './gate-queries.ts';

/** Every broken gate, as a sentence. Asked as the login that serves, from the catalogs. */
export async function brokenGates(client: pg.ClientBase): Promise<string[]> {
  const broken: string[] = [];
  for (const { name, sql } of gates) {
    const { rows } = await client.query<{ object: string }>(sql);
    broken.push(...rows.map(({ object }) => `${name}: ${object}`));
  }
  return broken;
}

/** A server whose database would not keep coalitions apart does not start. */
export async function refuseBrokenGates(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const broken = await brokenGates(client);
    if (broken.length > 0) {
      throw new Error(
        `The database does not keep coalitions apart as it must, so the server does not start:\n- ${broken.join('\n- ')}\nRun the migrations, and undo what was changed by hand.`,
      );
    }
  } finally {
    await client.end();
  }
}
