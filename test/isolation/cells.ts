import type { Census } from './landscape.ts';
import type { Standpoint } from './matrix-runner.ts';
import { matrix, type Reach, type Role, type TableRule, type Verb } from './matrix.ts';
import {
  coalitionId,
  type CoalitionKey,
  coalitions,
  networkId,
  type NetworkKey,
  type Person,
  type Place,
} from './people.ts';
import { insertion, samples, SPARE } from './samples.ts';

/** One statement in one situation, and what must come of it. */
export interface Cell {
  /** The table or function that it is about. */
  table: string;
  label: string;
  text: string;
  expected: string;
  /** Sent ahead, in the same savepoint. */
  ahead?: string;
  /** Which rows the witness is asked about afterwards, and the column that tells whose they are. */
  witness?: { rows: 'gone or changed' | 'written'; of: string; by: string };
  /** Answers with `whose` and `n` rather than with rows to count. */
  grouped?: boolean;
}

/** What a statement answers when its verb is not granted, and when a row is not the person's to write. */
export const DENIED = 'denied';
export const REFUSED = 'refused by row security';
export const CONSTRAINT = 'refused by a constraint';

type Rows = Map<CoalitionKey, number>;
export const said = (rows: Iterable<[string, number]>): string =>
  [...rows]
    .map(([key, n]) => `${key}:${n}`)
    .sort()
    .join(' ') || 'no rows';

/** Everything that one person tries with the tables, in one role, with the settings pointing to one place. */
export const tableCells =
  (census: ReadonlyMap<string, Census>, tables: readonly string[] = Object.keys(matrix)) =>
  (at: Standpoint): Cell[] =>
    new Attempts(at, census).cells(tables);

class Attempts {
  private readonly person: Person;
  private readonly place: Place;
  private readonly role: Role;

  constructor(
    { person, place, role }: Standpoint,
    private readonly census: ReadonlyMap<string, Census>,
  ) {
    this.person = person;
    this.place = place;
    this.role = role;
  }

  cells(tables: readonly string[]): Cell[] {
    return tables.flatMap((table) => {
      const rule = matrix[table];
      return rule && this.census.has(table) ? this.cellsOf(table, rule) : [];
    });
  }

  private cellsOf(table: string, rule: TableRule): Cell[] {
    const verbs = rule[this.role];
    const cells: Cell[] = [
      {
        ...{ table, label: 'select', text: `select count(*)::int as n from ${table}`, grouped: true },
        expected: this.total(table, verbs.select),
      },
      {
        table,
        label: 'delete',
        text: `delete from ${table}`,
        ...this.touching(table, verbs.delete),
        ahead: LET_GO,
      },
    ];
    const owned = samples[table]?.update !== undefined;
    if (!owned) {
      const denied = { table, expected: DENIED };
      return [
        ...cells,
        { ...denied, label: 'update', text: `update ${table} set ${this.census.get(table)!.column} = null` },
        { ...denied, label: 'insert', text: `insert into ${table} default values` },
      ];
    }
    return [
      ...cells,
      {
        ...{ table, label: 'select by whose', grouped: true, expected: this.rows(table, verbs.select) },
        text: `select coalition_id as whose, count(*)::int as n from ${table} group by 1`,
      },
      {
        ...{ table, label: 'update', text: `update ${table} set ${samples[table]!.update}` },
        ...this.touching(table, verbs.update),
      },
      ...this.moves(table, verbs.update),
      ...this.insertions(table, verbs.insert),
    ];
  }

  /** Whose rows, and how many, a statement without a filter is to reach. */
  private reached(table: string, reach: Reach): Rows {
    const { byCoalition } = this.census.get(table)!;
    if (reach === 'none' || reach === 'all') return new Map();
    return new Map([...byCoalition].filter(([key]) => this.reaches(reach, key, networkOf(key))));
  }

  private reaches(reach: Exclude<Reach, string>, coalition: CoalitionKey, network: NetworkKey): boolean {
    const { may, mayInNetwork } = this.person;
    if (reach.whose === 'coalition') {
      return coalition === this.place.coalition && (may[reach.right] ?? []).includes(coalition);
    }
    return network === this.place.network && (mayInNetwork?.[reach.right] ?? []).includes(network);
  }

  private rows(table: string, reach: Reach): string {
    return reach === 'none' ? DENIED : said(this.reached(table, reach));
  }

  private total(table: string, reach: Reach): string {
    if (reach === 'none') return DENIED;
    if (reach === 'all') return said([['all', this.census.get(table)!.total]]);
    return said([['all', [...this.reached(table, reach).values()].reduce((sum, n) => sum + n, 0)]]);
  }

  private touching(table: string, reach: Reach): Pick<Cell, 'expected' | 'witness'> {
    const expected = this.rows(table, reach);
    if (expected === DENIED) return { expected };
    return { expected, witness: { rows: 'gone or changed', of: table, by: 'coalition_id' } };
  }

  /** An own row is not given to another coalition, nor carried into another network. */
  private moves(table: string, reach: Reach): Cell[] {
    const foreign = coalitionId(this.foreign()[0]!.key);
    const some = this.reached(table, reach).size > 0;
    const outcome = (refusal: string): string => (reach === 'none' ? DENIED : some ? refusal : said([]));
    const away = networkOf(this.place.coalition ?? 'A1') === 'A' ? 'B' : 'A';
    return [
      {
        ...{
          table,
          label: 'move to another coalition',
          text: `update ${table} set coalition_id = '${foreign}'`,
        },
        expected: outcome(REFUSED),
      },
      {
        ...{
          table,
          label: 'move to another network',
          text: `update ${table} set network_id = '${networkId(away)}'`,
        },
        expected: outcome(CONSTRAINT),
      },
    ];
  }

  private insertions(table: string, reach: Reach): Cell[] {
    // A second profile of a coalition is no question of rights, so profiles are tried for those that have none.
    const there = samples[table]!.addedByMembers === true;
    const fresh = samples[table]!.once === true && !there;
    const own = fresh
      ? coalitions.find(({ rows, network }) => rows === 0 && network === (this.place.network ?? 'A'))!
      : coalitions.find(({ key }) => key === (this.place.coalition ?? 'A1'))!;
    const foreign = fresh
      ? [coalitions.find(({ rows, key }) => rows === 0 && key !== own.key)!]
      : this.foreign();
    const insert = (label: string, key: CoalitionKey, network: NetworkKey): Cell => {
      const mine = reach !== 'none' && reach !== 'all' && this.reaches(reach, key, network);
      const fits = networkOf(key) === network;
      const added = there ? said([]) : fits ? said([[key, 1]]) : CONSTRAINT;
      const expected = mine ? added : REFUSED;
      const row = `(values ('${key}', '${coalitionId(key)}'::uuid, '${networkId(network)}'::uuid)) c (key, coalition_id, network_id)`;
      return {
        ...{
          table,
          label,
          text: insertion(table, row, SPARE, SPARE) + (there ? ' on conflict do nothing' : ''),
          expected: reach === 'none' ? DENIED : expected,
        },
        ...(mine && fits && !there ? { witness: { rows: 'written', of: table, by: 'coalition_id' } } : {}),
      };
    };
    return [
      insert('insert', own.key, own.network),
      ...foreign.map(({ key, network }) => insert(`insert for ${key}`, key, network)),
      insert('insert with another network', own.key, own.network === 'A' ? 'B' : 'A'),
      ...foreign
        .slice(0, 1)
        .map(({ key }) => insert(`insert for ${key} under the own network`, key, own.network)),
    ];
  }

  private foreign(): (typeof coalitions)[number][] {
    return foreignTo(this.place.coalition ?? 'A1');
  }
}

export const networkOf = (key: CoalitionKey): NetworkKey =>
  coalitions.find((each) => each.key === key)!.network;

/** A sibling in the network, and one of the other network. */
export function foreignTo(key: CoalitionKey): (typeof coalitions)[number][] {
  const others = coalitions.filter((each) => each.key !== key && each.rows > 0);
  return [
    others.find(({ network }) => network === networkOf(key))!,
    others.find(({ network }) => network !== networkOf(key))!,
  ];
}

const LET_GO = 'select witness.ignore_references()';

/** What must be granted on a table as a whole, whatever its policies say then. */
export const grantedVerbs = (table: string, role: Role): Verb[] => {
  const verbs = matrix[table]?.[role];
  return verbs ? (Object.keys(verbs) as Verb[]).filter((verb) => verbs[verb] !== 'none') : [];
};
