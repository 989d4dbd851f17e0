import pg from 'pg';
import { tableCells } from './cells.ts';
import { doorCells } from './doors.ts';
import { inventory } from './inventory.ts';
import { Landscape } from './landscape.ts';
import { MatrixRunner, standpoints } from './matrix-runner.ts';
import { coalitions } from './people.ts';

let landscape: Landscape;
let client: pg.Client;
let runner: MatrixRunner;

beforeAll(async () => {
  landscape = await Landscape.create();
  client = new pg.Client({ connectionString: landscape.database.serverUrl });
  await client.connect();
  runner = await MatrixRunner.connect(landscape.database.serverUrl, landscape.census);
});

afterAll(async () => {
  await runner.end();
  await client.end();
  await landscape.drop();
});

const tell = (line: string): boolean => process.stdout.write(`${line}\n`);

const OFF_BOARDS = [
  ...['nobody', 'the lead of A1', 'a viewer of A1', 'the admin of network A', 'a platform admin'],
  ...['the lead of A1 in an expired session', 'a former lead of A1', 'the lead of the archived A3'],
];
const ON_BOARDS = [
  'nobody',
  'the admin of network A',
  'the chair of E1',
  'a member of E1',
  'the chair of the closed E2',
  'a key of E1 of its chair',
  'a key of the closed E2',
  'a revoked key of E1',
];

/** The rest is in matrix.long-spec.ts. */
const some = standpoints(({ person, place }) =>
  place.board !== undefined
    ? ON_BOARDS.includes(person.name)
    : OFF_BOARDS.includes(person.name) &&
      ['A1/A', 'A2/A', 'A3/A', 'B1/B', 'A1/B'].includes(`${place.coalition}/${place.network}`),
);

describe('The matrix', () => {
  it('declares every table, role, function and privilege that the database has, and no other', async () => {
    const { cells, mismatches } = await inventory(client);
    tell(`declared: ${cells} cells, ${mismatches.length} mismatches`);
    expect(mismatches).toEqual([]);
  });

  it('has rows of every coalition in every table of theirs, so that a leak would be seen', () => {
    for (const [table, { byCoalition }] of landscape.census) {
      if (!/^(private|audit)\./.test(table)) continue;
      const withRows = coalitions.filter(({ rows }) => rows > 0).map(({ key }) => key);
      expect([table, [...byCoalition.keys()].sort()]).toEqual([table, withRows]);
    }
  });

  it('holds on every table in every role', async () => {
    const tally = await runner.run(some, tableCells(landscape.census));
    tell(`tables: ${tally.summary}`);
    expect(tally.mismatches.slice(0, 20)).toEqual([]);
  });

  it('holds through every function in every role', async () => {
    const tally = await runner.run(some, doorCells);
    tell(`functions: ${tally.summary}`);
    expect(tally.mismatches.slice(0, 20)).toEqual([]);
  });
});
