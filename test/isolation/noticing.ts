import pg from 'pg';
import { inventory } from './inventory.ts';
import { Landscape } from './landscape.ts';
import { harmlessChange, type Mutant } from './mutants.ts';
import { Mutation } from './mutation.ts';

type Faults = (client: pg.Client, landscape: Landscape) => Promise<Mutant[]> | Mutant[];

/** Makes these faults in a landscape of its own, prints how many were noticed, and returns those that were not. */
export async function unnoticed(...kinds: Faults[]): Promise<string[]> {
  const landscape = await Landscape.create();
  try {
    const mutants = await withClient(landscape, async (client) => {
      expect((await inventory(client)).mismatches).toEqual([]);
      const made: Mutant[] = [];
      for (const faults of kinds) made.push(...(await faults(client, landscape)));
      return made;
    });
    const mutation = new Mutation(landscape);
    await mutation.run(mutants, harmlessChange(landscape));
    process.stdout.write(`${mutation.summary}\n`);
    return mutation.survivors;
  } finally {
    await landscape.drop();
  }
}

/** Not left open: a database with a connection to it cannot be copied. */
async function withClient(
  { database }: Landscape,
  work: (client: pg.Client) => Promise<Mutant[]>,
): Promise<Mutant[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  return work(client).finally(() => client.end());
}
