import type { GraphQLSchema } from 'graphql';
import { KeyScope } from '../../../src/platform/graphql/allow.ts';
import type { Calling, Call, Answered } from './calling.ts';
import { fieldRows, mayBeTold } from './fields.ts';
import type { Findings } from './findings.ts';
import { eachFieldSeen, type Field, leavesOf, nameOf, type Path, passes, selectionAlong } from './paths.ts';
import type { Principal } from './principals.ts';
import { readArguments } from './read-arguments.ts';
import { type Root, rootsOf } from './roots.ts';
import { isSignedIn } from './seen-by.ts';
import { isBoard } from '../boards.ts';
import type { CoalitionKey, NetworkKey } from '../people.ts';

/** Fields of public types that are not for everybody. */
const GUARDED = [...fieldRows]
  .filter(
    ([name, reader]) =>
      (['staff', 'admin'].includes(reader) && name.startsWith('Network.')) ||
      (reader === 'sitting' && name.startsWith('Board.')),
  )
  .map(([name]) => name);
/** Roots that are not the same for everybody. */
const OWN_ROOTS = ['viewer', 'workspace', 'deadLetters', 'lockedAccounts'];

/** What releases are written in, which is all that a key for them opens yet. */
const CODE_ROOTS = ['county', 'countyVintages', 'framework', 'frameworks', 'mapCounties'];

/** What somebody must be told who asks for this: `varies` where it depends on the network that the way leads to. */
export type Outcome = 'answered' | 'null' | 'varies' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND';

export interface Read extends Call {
  root: Root;
  path: Path;
  expected: Outcome;
  /** The same for everybody, as it reads the public record alone. */
  open: boolean;
}

/** The arguments on the way: what they need, and short pages. */
export const usually = (coordinate: string, field: Field): string => {
  const given = field.args.flatMap(({ name }) => {
    const value = readArguments[`${coordinate}.${name}`]?.usual;
    return value === undefined ? [] : [`${name}: ${JSON.stringify(value)}`];
  });
  return given.length > 0 ? `(${given.join(' ')})` : '';
};

export function expectedOf({ person, key }: Principal, root: Root, path: Path): Outcome {
  if (key && OWN_ROOTS.includes(root.field)) return 'FORBIDDEN';
  if (key?.refused) return key.refused;
  if (key?.scope === KeyScope.READ_RELEASED && !CODE_ROOTS.includes(root.field)) return 'FORBIDDEN';
  const dead = person.session !== 'none' && !isSignedIn(person);
  if (root.field === 'viewer' || root.field === 'workspace') {
    if (dead) return 'UNAUTHENTICATED';
    if (person.session === 'none') return 'null';
    if (root.field === 'workspace' && !(person.may.read ?? []).includes(root.place as CoalitionKey))
      return 'null';
  }
  if (root.field === 'deadLetters' || root.field === 'lockedAccounts') {
    if (person.session === 'none' || dead) return 'UNAUTHENTICATED';
    return person.platform ? 'answered' : 'FORBIDDEN';
  }
  if (!GUARDED.some((field) => passes(path, field))) return 'answered';
  const first = path.hops[0]!;
  if (!GUARDED.includes(`${first.on}.${first.field.name}`) || root.place === undefined) return 'varies';
  if (key && !isBoard(root.place)) return 'FORBIDDEN';
  if (person.session === 'none' && !key) return 'UNAUTHENTICATED';
  const ofAdmin = fieldRows.get(`${first.on}.${first.field.name}`) === 'admin';
  const mine = isBoard(root.place)
    ? (person.mayOnBoard?.read ?? []).includes(root.place)
    : (person.mayInNetwork?.staff ?? []).includes(root.place as NetworkKey);
  if (!mine) return 'NOT_FOUND';
  if (ofAdmin && !person.mayInNetwork?.admin) return 'FORBIDDEN';
  // One request works in one place, and further on is another.
  return path.hops.slice(1).some(({ on, field }) => GUARDED.includes(`${on}.${field.name}`))
    ? 'varies'
    : 'answered';
}

/** So many besides nobody in particular ask for a thing that is the same for all, each person for another part. */
const ALSO_ASK = 1;

/**
 * Each way from each root. Who may be told nothing there need not try what is further on; what is the same for
 * everybody is asked by nobody in particular and by some others, and by whoever `lacks` something that is said there.
 * `share` is how much of it all, for a short run.
 */
export function* readsOf(
  roots: readonly Root[],
  people: readonly Principal[],
  lacks: (who: Principal, path: Path) => boolean,
  share = 1,
): Generator<Read> {
  let turn = 0;
  for (const root of roots) {
    for (const path of root.paths) {
      turn += 1;
      if (path.hops.length > 1 && Math.floor(turn * share) === Math.floor((turn - 1) * share)) continue;
      const selection = selectionAlong(path, usually);
      const document = root.on
        ? `{ ${root.call} { ... on ${root.on} { ${selection} } } }`
        : `{ ${root.call} { ${selection} } }`;
      const guarded = GUARDED.some((field) => passes(path, field));
      const open = !guarded && !OWN_ROOTS.includes(root.field);
      for (const [index, who] of people.entries()) {
        const expected = expectedOf(who, root, path);
        const inTurn = index === 0 || (index + turn * ALSO_ASK) % people.length < ALSO_ASK;
        if (open && !inTurn && (share < 1 || !lacks(who, path))) continue;
        if (path.hops.length > 1 && !['answered', 'varies'].includes(expected)) continue;
        yield { who, document, label: `${root.call} ${nameOf(path)}`, root, path, open, expected };
      }
    }
  }
}

/** Decides, for each field and person, whether they are told it: by every way there is. */
export class Reading {
  /** `Type.field person`, once it was told. */
  private readonly told = new Set<string>();
  private readonly asked = new Set<string>();
  /** Answers to the first who asked, nobody in particular. */
  private readonly public = new Map<string, string>();

  constructor(
    private readonly calling: Calling,
    private readonly findings: Findings,
  ) {}

  /** `wanted` leaves out ways; all of them are taken without it. */
  async run(
    schema: GraphQLSchema,
    people: readonly Principal[],
    share?: number,
    wanted: (root: Root, path: Path) => boolean = () => true,
  ): Promise<void> {
    const roots = (await rootsOf(schema, this.calling.app)).map((root) => ({
      ...root,
      paths: root.paths.filter((path) => wanted(root, path)),
    }));
    const reads = readsOf(roots, people, (who, path) => this.lacks(who, path), share);
    await this.calling.all(reads, (read, answer) => this.judge(read, answer));
  }

  private lacks(who: Principal, path: Path): boolean {
    return coordinatesOf(path).some((coordinate) => !this.told.has(`${coordinate} ${who.name}`));
  }

  judge(read: Read, answer: Answered): void {
    this.findings.judge(read, answer);
    const outcome = outcomeOf(answer, read.root.field);
    if (answer.code === 'QUERY_TOO_COMPLEX') return;
    if (read.expected !== 'varies' && outcome !== read.expected)
      this.findings.fault(read, `gave ${outcome}, not ${read.expected}`);
    if (read.open && read.expected === 'answered') this.compare(read, answer);
    this.decide(read, answer);
  }

  /** The public record reads the same for everybody. */
  private compare(read: Read, { text }: Answered): void {
    const known = this.public.get(read.document);
    if (known === undefined) this.public.set(read.document, text);
    else if (known !== text) this.findings.fault(read, 'is answered otherwise than to others');
  }

  /** What is behind something withheld is withheld with it. */
  private decide(read: Read, answer: Answered): void {
    const { path, root, who } = read;
    const data = answer.data?.[root.field];
    const withheld = data === null || data === undefined;
    const behind = withheld
      ? root.paths.filter(({ hops }) => path.hops.every((hop, index) => hops[index]?.field === hop.field))
      : [path];
    for (const each of behind)
      for (const coordinate of coordinatesOf(each)) this.asked.add(`${coordinate} ${who.name}`);
    eachFieldSeen(path, data, (coordinate) => {
      this.told.add(`${coordinate} ${who.name}`);
      const reader = fieldRows.get(coordinate);
      if (reader === undefined || !mayBeTold[reader](who))
        this.findings.fault(read, `told ${coordinate}, which is for ${reader ?? 'nobody'}`);
    });
  }

  /** Every field and person, with whether it came out as the table says. */
  cells(people: readonly Principal[]): { decided: number; open: string[] } {
    const open: string[] = [];
    let decided = 0;
    for (const [coordinate, reader] of fieldRows) {
      if (reader === 'call' || reader === 'secret' || coordinate.startsWith('Query.')) continue;
      for (const who of people) {
        const cell = `${coordinate} ${who.name}`;
        // What is for everybody is not all within a few steps of the codes of releases.
        const isTold = mayBeTold[reader](who) && who.key?.scope !== KeyScope.READ_RELEASED;
        if (isTold ? this.told.has(cell) : this.asked.has(cell)) decided += 1;
        else open.push(cell);
      }
    }
    return { decided, open };
  }
}

/** The fields on the way, and those of what is at its end. */
const coordinatesOf = ({ hops, type }: Path): string[] => [
  ...hops.map(({ on, field }) => `${on}.${field.name}`),
  ...leavesOf(type).map((name) => `${type.name}.${name}`),
];

const outcomeOf = ({ code, data }: Answered, field: string): string =>
  code ?? (data?.[field] === null ? 'null' : 'answered');
