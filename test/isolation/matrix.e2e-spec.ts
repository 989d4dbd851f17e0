import { tableCells } from './cells.ts';
import { doorCells } from './doors.ts';
import { Landscape } from './landscape.ts';
import { MatrixRunner, standpoints } from './matrix-runner.ts';

let landscape: Landscape;
let runner: MatrixRunner;

beforeAll(async () => {
  landscape = await Landscape.create();
  runner = await MatrixRunner.connect(landscape.database.serverUrl, landscape.census);
});

afterAll(async () => {
  await runner.end();
  await landscape.drop();
});

describe('The matrix', () => {
  it('x', async () => {
    const t = await runner.run(standpoints(), doorCells);
    console.log(String(t));
    expect(t.mismatches.slice(0, 60)).toEqual([]);
  });
  it('y', async () => {
    const t = await runner.run(standpoints(), tableCells(landscape.census));
    console.log(String(t));
    expect(t.mismatches.slice(0, 60)).toEqual([]);
  });
});
