import {
  astFromValue,
  getNullableType,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  print,
} from 'graphql';
import type { Answered, Call, Calling } from './calling.ts';
import type { Canaries } from './canaries.ts';
import type { Findings } from './findings.ts';
import { type Field, nameOf, type Path, selectionAlong } from './paths.ts';
import type { Principal } from './principals.ts';
import { readArguments } from './read-arguments.ts';
import { expectedOf, usually } from './reads.ts';
import { type Root, rootsOf } from './roots.ts';

/** What nobody wrote anywhere, but looks like what somebody did. */
export const MISSING_WORD = 'cnry999999yrnc';
const ODD_WORDS = ['x', '%', `'; select 1 --`, '\\', '\u200b', 'A1'];

interface Value {
  value: unknown;
  /** Of two words that must be answered alike: what somebody else wrote, and what nobody wrote. */
  twin?: 'foreign' | 'missing';
}

interface Variant extends Call {
  twin?: string;
  open: boolean;
  mask: string;
}

/** Asks every field that takes arguments with every value of each: none tells what the asker may not read. */
export class Variants {
  private readonly answers = new Map<string, { text: string; who: Principal }>();
  readonly fields = new Set<string>();

  constructor(
    private readonly calling: Calling,
    private readonly canaries: Canaries,
    private readonly findings: Findings,
  ) {}

  async run(schema: GraphQLSchema, people: readonly Principal[], share = 1): Promise<void> {
    const ends = endsWithArguments(await rootsOf(schema, this.calling.app));
    const variants = [...this.of(ends, people)].filter(
      (_, index) => Math.floor((index + 1) * share) > Math.floor(index * share),
    );
    await this.calling.all(variants, (variant, answer) => this.judge(variant, answer));
  }

  private judge(variant: Variant, answer: Answered): void {
    const { who, twin, open, document, mask } = variant;
    const text = mask ? answer.text.replaceAll(mask, 'WORD') : answer.text;
    // What was given tells nothing when it comes back: whether anything else differs is asked of its twin.
    this.findings.judge(variant, { ...answer, text });
    for (const key of [twin && `${who.name} ${twin}`, open && document]) {
      if (!key) continue;
      const known = this.answers.get(key);
      if (!known) this.answers.set(key, { text, who });
      else if (known.text !== text)
        this.findings.fault(variant, `is answered otherwise than ${known.who.name} or what is not there`);
    }
  }

  private *of(ends: { root: Root; path: Path }[], people: readonly Principal[]): Generator<Variant> {
    let turn = 0;
    for (const { root, path } of ends) {
      const { on, field } = path.hops.at(-1)!;
      const coordinate = `${on}.${field.name}`;
      this.fields.add(coordinate);
      for (const [index, who] of people.entries()) {
        const expected = expectedOf(who, root, path);
        if (!['answered', 'varies'].includes(expected)) continue;
        for (const argument of field.args) {
          const values = this.valuesOf(`${coordinate}.${argument.name}`, argument.type, who);
          for (const { value, twin } of values) {
            turn += 1;
            const open = !PRIVATE.includes(coordinate);
            if (open && twin === undefined && index > 0 && (index + turn) % people.length > 1) continue;
            if (open && twin !== undefined && (index + Math.floor(turn / 2)) % 4 > 0) continue;
            const written = `${argument.name}: ${print(astFromValue(value, argument.type)!)}`;
            const document = `{ ${inRoot(root, selectionAlong(path, without(coordinate, argument.name, written)))} }`;
            yield {
              ...{ who, document, open: open && twin === undefined, mask: twin ? wordIn(value) : '' },
              label: `${root.call} ${nameOf(path)}(${written})`,
              ...(twin && { twin: `${root.call} ${nameOf(path)} ${argument.name} ${keyOf(value)}` }),
            };
          }
        }
      }
    }
  }

  private valuesOf(coordinate: string, type: GraphQLInputType, who: Principal): Value[] {
    const plain = getNullableType(type);
    if (isEnumType(plain)) return plain.getValues().map(({ name }) => ({ value: name }));
    if (plain.toString() === 'Boolean') return [{ value: true }, { value: false }];
    if (isInputObjectType(plain))
      return Object.values(plain.getFields()).flatMap((field) =>
        this.valuesOf(`${plain.name}.${field.name}`, field.type, who).map(({ value, ...rest }) => ({
          ...{ value: { [field.name]: value } },
          ...rest,
        })),
      );
    if (isListType(plain) && isEnumType(getNullableType(plain.ofType)))
      return this.valuesOf(coordinate, plain.ofType, who).map(({ value }) => ({ value: [value] }));
    const { usual, tries } = readArguments[coordinate] ?? {};
    if (tries === 'WORDS') return this.words(who).map((each) => (isListType(plain) ? inList(each) : each));
    const others = Array.isArray(tries) ? tries : [];
    return [...(usual === undefined ? [] : [usual]), ...others].map((value) => ({ value }));
  }

  private words(who: Principal): Value[] {
    return [
      { value: MISSING_WORD, twin: 'missing' },
      ...['private.profiles.name', 'private.initiatives.summary', 'private.organizations.name'].map(
        (place): Value => {
          const [schema, table, column] = place.split('.');
          return { value: this.canaries.foreignTo(who, `${schema}.${table}`, column!), twin: 'foreign' };
        },
      ),
      ...ODD_WORDS.map((value) => ({ value })),
    ];
  }
}

const inList = ({ value, ...rest }: Value): Value => ({ value: [value], ...rest });
const wordIn = (value: unknown): string => /cnry\d{6}yrnc/.exec(JSON.stringify(value))![0];
const keyOf = (value: unknown): string => JSON.stringify(value).replace(/cnry\d{6}yrnc/, '');

/** Lists that are not everybody's. */
export const PRIVATE = ['Network.workspaces', 'Workspace.history'];

export const inRoot = ({ call, on }: Root, selection: string): string =>
  `${call} { ${on ? `... on ${on} { ${selection} }` : selection} }`;

/** As usual, but for one argument. */
export const without =
  (coordinate: string, argument: string, written: string) =>
  (at: string, field: Field): string => {
    if (at !== coordinate) return usually(at, field);
    const args = field.args.filter(
      ({ name }) => name !== argument && !(argument === 'last' && name === 'first'),
    );
    const others = usually(at, { ...field, args }).slice(1, -1);
    return `(${others} ${written})`;
  };

/** Each field with arguments, at the shortest way to it from each network, or from each workspace. */
export function endsWithArguments(roots: Root[]): { root: Root; path: Path }[] {
  const places = new Map<string, number>();
  return roots
    .filter(
      ({ field, on }) => !['networks', 'viewer'].includes(field) && on !== 'Coalition' && on !== 'Network',
    )
    .flatMap((root) => root.paths.map((path) => ({ root, path })))
    .sort((one, other) => one.path.hops.length - other.path.hops.length)
    .filter(({ root, path }) => {
      const last = path.hops.at(-1);
      if (!last || last.field.args.length === 0) return false;
      // What is behind a workspace is asked where it is everybody's.
      if (root.field === 'workspace' && last.on !== 'Workspace') return false;
      const key = `${last.on}.${last.field.name} ${root.field === 'workspace' ? root.place : (root.place?.[0] ?? '')}`;
      const length = places.get(key);
      if (length !== undefined) return false;
      places.set(key, path.hops.length);
      return true;
    });
}
