import pg from 'pg';
import { boardId } from './boards.ts';
import { type Cell, DENIED, REFUSED, said } from './cells.ts';
import {
  coalitionId,
  keyOf,
  networkId,
  people,
  type Person,
  type Place,
  places,
  sessionId,
} from './people.ts';
import { boardKeyDigest } from './keys.ts';
import { roles, type Role } from './matrix.ts';

/** Who asks, as whom, where. */
export interface Standpoint {
  person: Person;
  place: Place;
  role: Role;
}

export class Tally {
  cells = 0;
  /** Where the run ended. */
  last: Standpoint | undefined;
  readonly mismatches: string[] = [];

  get summary(): string {
    return `${this.cells} cells, ${this.mismatches.length} mismatches`;
  }
}

/**
 * Runs cells as the login that serves. One transaction a standpoint, one savepoint for all of its cells, everything
 * sent ahead of the answers, since most of a cell's time is the way to the database and back.
 */
export class MatrixRunner {
  private constructor(
    private readonly client: pg.Client,
    private readonly untouched: Map<string, Map<string, number>>,
  ) {}

  static async connect(
    serverUrl: string,
    censusOf: ReadonlyMap<string, { byCoalition: Map<string, number> }>,
  ): Promise<MatrixRunner> {
    const client = new pg.Client({ connectionString: serverUrl, pipeline: true });
    await client.connect();
    return new MatrixRunner(
      client,
      new Map([...censusOf].map(([table, { byCoalition }]) => [table, byCoalition])),
    );
  }

  end(): Promise<void> {
    return this.client.end();
  }

  /** With `stopAtFirst`, no further than the first standpoint that has a mismatch. */
  async run(
    standpoints: Iterable<Standpoint>,
    cellsAt: (at: Standpoint) => Cell[],
    stopAtFirst = false,
  ): Promise<Tally> {
    const tally = new Tally();
    for (const at of standpoints) {
      tally.last = at;
      await this.standpoint(at, cellsAt(at), tally);
      if (stopAtFirst && tally.mismatches.length > 0) break;
    }
    return tally;
  }

  private async standpoint(at: Standpoint, cells: readonly Cell[], tally: Tally): Promise<void> {
    const { person, place, role } = at;
    const ahead = [
      this.client.query('begin'),
      this.client.query(
        `select set_config('app.session_id', $1, true), set_config('app.coalition_id', $2, true),
           set_config('app.network_id', $3, true), set_config('app.board_id', $4, true),
           set_config('app.key_digest', $5, true), set_config('app.action', 'test', true)`,
        [
          sessionId(person) ?? '',
          place.coalition ? coalitionId(place.coalition) : '',
          place.network ? networkId(place.network) : '',
          place.board ? boardId(place.board) : '',
          person.key ? boardKeyDigest(person) : '',
        ],
      ),
      ...(role === 'registry_server' ? [] : [this.client.query(`set local role ${role}`)]),
      this.client.query('savepoint cell'),
    ];
    const outcomes = cells.map((cell) => this.cell(cell));
    const end = this.client.query('rollback');
    await Promise.all([...ahead, ...outcomes, end]);
    for (const [index, outcome] of outcomes.entries()) {
      const { table, label, expected } = cells[index]!;
      const met = await outcome;
      tally.cells += 1;
      if (met === expected) continue;
      const where = `${place.coalition ?? 'no coalition'}/${place.network ?? 'no network'}${place.board ? `/${place.board}` : ''}`;
      tally.mismatches.push(
        `${person.name} as ${role} at ${where}: ${label} ${table} gave ${met}, not ${expected}`,
      );
    }
  }

  private async cell({ table, text, ahead, witness, grouped }: Cell): Promise<string> {
    const sent = [
      ahead === undefined ? Promise.resolve() : this.client.query(ahead),
      this.client.query<{ whose?: string | null; n: number }>(text),
      witness
        ? this.client.query<Witnessed>('select * from witness.rows($1, $2)', [witness.of, witness.by])
        : Promise.resolve(),
      this.client.query('rollback to savepoint cell'),
    ] as const;
    const [, result, seen, back] = await Promise.allSettled(sent);
    if (back.status === 'rejected') throw back.reason;
    if (result.status === 'rejected') return refusalOf(result.reason as pg.DatabaseError, table);
    const { rows, rowCount } = result.value;
    if (grouped) return said(rows.map(({ whose, n }) => [whose === undefined ? 'all' : ownerOf(whose), n]));
    if (!witness) return rowCount ? `${rowCount} rows` : said([]);
    if (seen.status === 'rejected') throw seen.reason;
    return this.touched(witness, (seen.value as pg.QueryResult<Witnessed>).rows, rowCount ?? 0);
  }

  /** Whose rows were touched, by the witness, who must agree with what the statement told. */
  private touched({ rows, of }: NonNullable<Cell['witness']>, seen: Witnessed[], told: number): string {
    const keyed = seen.map(({ owned_by, ...counts }) => [ownerOf(owned_by), counts] as const);
    if (rows === 'written')
      return said(keyed.flatMap(([key, { written }]) => (written > 0 ? [[key, written]] : [])));
    const still = new Map(keyed);
    const gone = [...this.untouched.get(of)!].map(([key, n]): [string, number] => [
      key,
      n - (still.get(key)?.untouched ?? 0),
    ]);
    const sum = gone.reduce((all, [, n]) => all + n, 0);
    const whose = said(gone.filter(([, n]) => n > 0));
    return sum === told ? whose : `${whose}, but ${told} rows told`;
  }
}

const ownerOf = (id: string | null): string => (id === null ? 'nobody' : keyOf(id));

interface Witnessed {
  owned_by: string | null;
  untouched: number;
  written: number;
}

/** Without the privilege, without the row, against a rule of the table, or by a mistake of the test. */
function refusalOf(
  { code, message }: { code?: string | undefined; message: string },
  subject: string,
): string {
  if (code === '42501') {
    const [, object] = /^permission denied for (?:table|schema|function|view) (\w+)$/.exec(message) ?? [];
    if (object !== undefined && subject.split('.').includes(object)) return DENIED;
    if (message.includes('row-level security')) return REFUSED;
    return message === 'insufficient_privilege' ? 'refused' : message;
  }
  if (code?.startsWith('23')) return 'refused by a constraint';
  if (code === 'P0002') return 'not found';
  return `${code} ${message}`;
}

/** Everybody, in every role, everywhere; or those that are wanted. */
export function standpoints(wanted: (at: Standpoint) => boolean = () => true): Standpoint[] {
  return people
    .flatMap((person) =>
      places.flatMap((place) => roles.map((role): Standpoint => ({ person, place, role }))),
    )
    .filter(wanted);
}

/** For faults in what is asked of keys, which others would look at for long and find nothing. */
export const programsFirst = (at: Standpoint[]): Standpoint[] =>
  [...at].sort((a, b) => Number(b.person.key !== undefined) - Number(a.person.key !== undefined));
