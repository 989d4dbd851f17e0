import type { GraphQLSchema } from 'graphql';
import type { Answered, Call, Calling } from './calling.ts';
import type { Findings } from './findings.ts';
import { nameOf, type Path, selectionAlong } from './paths.ts';
import type { Principal } from './principals.ts';
import { expectedOf, usually } from './reads.ts';
import { type Root, rootsOf } from './roots.ts';
import { endsWithArguments, inRoot, PRIVATE } from './variants.ts';

const written = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** No cursors, and some that nobody was given. */
const MALFORMED = [
  ...['', 'x', '!!!', written({}), written([]), written(['HISTORY']), written(['HISTORY', 'x'])],
  ...[
    written(['HISTORY', '1 or true']),
    written(['WORKSPACES', 'A', 'x']),
    written(['WORKSPACES', '\u0000', '']),
  ],
  written(['HISTORY', '999999999999999999']),
];

interface List {
  root: Root;
  path: Path;
  coordinate: string;
}

interface Try extends Call {
  open: boolean;
  /** The codes that it may be answered with. */
  may: readonly (string | undefined)[];
}

const PLAIN = [undefined, 'BAD_USER_INPUT', 'NOT_FOUND'];
/** Where the way leads to what is somebody's. */
const REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** Each cursor that anybody was given anywhere, at every list, for others: what is read stays the reader's own. */
export class Cursors {
  private readonly answers = new Map<string, string>();
  collected = 0;

  constructor(
    private readonly calling: Calling,
    private readonly findings: Findings,
  ) {}

  async run(schema: GraphQLSchema, people: readonly Principal[], share = 1): Promise<void> {
    const lists = endsWithArguments(await rootsOf(schema, this.calling.app))
      .filter(({ path }) => path.hops.at(-1)!.field.args.some(({ name }) => name === 'after'))
      .map(({ root, path }): List => {
        const { on, field } = path.hops.at(-1)!;
        return { root, path, coordinate: `${on}.${field.name}` };
      });
    const cursors = await this.collect(lists, people);
    this.collected = cursors.length;
    const tries = [...this.tries(lists, cursors, people)].filter(
      (_, index) => Math.floor((index + 1) * share) > Math.floor(index * share),
    );
    await this.calling.all(tries, (call, answer) => this.judge(call, answer));
  }

  private judge(call: Try, answer: Answered): void {
    this.findings.judge(call, answer);
    if (!call.may.includes(answer.code)) this.findings.fault(call, `gave ${answer.code}`);
    if (!call.open) return;
    const known = this.answers.get(call.document);
    if (known === undefined) this.answers.set(call.document, answer.text);
    else if (known !== answer.text) this.findings.fault(call, 'is answered otherwise than to others');
  }

  /** What each list gives to somebody who may read it: after its first item, and at its end. */
  private async collect(lists: List[], people: readonly Principal[]): Promise<string[]> {
    const cursors = new Set<string>();
    const asked = lists.flatMap((list) =>
      people
        .filter((who) => ['answered', 'varies'].includes(expectedOf(who, list.root, list.path)))
        .slice(0, 2)
        .map((who): Call => ({ who, document: this.page(list, 'first: 1'), label: 'a first page' })),
    );
    await this.calling.all(asked, (call, answer) => {
      this.findings.judge(call, answer);
      for (const [, cursor] of answer.text.matchAll(/"endCursor":"([^"]+)"/g)) cursors.add(cursor!);
    });
    return [...cursors];
  }

  private *tries(lists: List[], cursors: string[], people: readonly Principal[]): Generator<Try> {
    let turn = 0;
    for (const list of lists)
      for (const cursor of [...cursors, ...MALFORMED]) {
        turn += 1;
        const open = !PRIVATE.includes(list.coordinate);
        for (const [index, who] of people.entries()) {
          if (!['answered', 'varies'].includes(expectedOf(who, list.root, list.path))) continue;
          if (open && index > 0 && (index + turn) % people.length > 0) continue;
          const document = this.page(list, `after: ${JSON.stringify(cursor)} first: 2`);
          const may = expectedOf(who, list.root, list.path) === 'varies' ? [...PLAIN, ...REFUSED] : PLAIN;
          yield { who, document, open, may, label: `${list.root.call} ${nameOf(list.path)} after ${cursor}` };
        }
      }
  }

  private page({ root, path, coordinate }: List, given: string): string {
    const selection = selectionAlong(
      path,
      (at, field) => (at === coordinate ? `(${given})` : usually(at, field)),
      'pageInfo { startCursor endCursor } nodes { __typename }',
    );
    return `{ ${inRoot(root, selection)} }`;
  }
}
