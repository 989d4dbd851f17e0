import pg from 'pg';
import { Situation } from './cells.ts';
import { Landscape, tablesOf } from './landscape.ts';
import { MatrixRunner } from './matrix-runner.ts';
import { matrix, roles } from './matrix.ts';
import { people, personNamed, places } from './people.ts';

let landscape: Landscape;
let runner: MatrixRunner;
const tables = Object.keys(matrix);

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
    const situations = people.flatMap((person) => places.flatMap((place) => roles.map((role) => new Situation(person, place, role, landscape.census))));
    const t = await runner.run(situations, tables);
    console.log(String(t));
    const d = t.mismatches.filter((m) => !m.includes('as registry_member') || !m.includes('private.profiles')); console.log(d.length);
    expect(d.slice(0, 60)).toEqual([]);
  });
});
