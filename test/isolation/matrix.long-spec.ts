import { tableCells } from './cells.ts';
import { doorCells } from './doors.ts';
import { Landscape } from './landscape.ts';
import { MatrixRunner, standpoints } from './matrix-runner.ts';

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
});
