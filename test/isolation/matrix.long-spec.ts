import pg from 'pg';
import { tableCells } from './cells.ts';
import { doorCells } from './doors.ts';
import { functionMutants } from './function-mutants.ts';
import { inventory } from './inventory.ts';
import { Landscape } from './landscape.ts';
import { MatrixRunner, standpoints } from './matrix-runner.ts';
import { grantMutants, harmlessChange, type Mutant, policyMutants, tableMutants } from './mutants.ts';
import { Mutation } from './mutation.ts';

let landscape: Landscape;
const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

beforeAll(async () => {
  landscape = await Landscape.create();
});

afterAll(() => landscape.drop());

describe('The whole matrix', () => {
  it('holds for every person in every role, everywhere, on every table and through every function', async () => {
    const runner = await MatrixRunner.connect(landscape.database.serverUrl, landscape.census);
    try {
      const tables = await runner.run(standpoints(), tableCells(landscape.census));
      tell(`tables: ${tables.summary}`);
      const functions = await runner.run(standpoints(), doorCells);
      tell(`functions: ${functions.summary}`);
      expect([...tables.mismatches, ...functions.mismatches].slice(0, 50)).toEqual([]);
      expect(tables.cells).toBeGreaterThan(20_000);
    } finally {
      await runner.end();
    }
  });

  it('notices every fault that is made on purpose', async () => {
    const mutants = await withClient(async (client) => {
      expect((await inventory(client)).mismatches).toEqual([]);
      return [
        ...(await policyMutants(client, landscape)),
        ...(await functionMutants(client, landscape)),
        ...(await grantMutants(client, landscape)),
        ...tableMutants(landscape),
      ];
    });
    const mutation = new Mutation(landscape);
    await mutation.run(mutants, harmlessChange(landscape));
    tell(mutation.summary);
    expect(mutation.survivors).toEqual([]);
  });
});

/** Not left open: a database with a connection to it cannot be copied. */
async function withClient(work: (client: pg.Client) => Promise<Mutant[]>): Promise<Mutant[]> {
  const client = new pg.Client({ connectionString: landscape.database.adminUrl });
  await client.connect();
  return work(client).finally(() => client.end());
}
