import type { FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { limits, tooComplex } from './limits.ts';

/** What an answer would be at one place: each name in it, and how often the document says it there. */
class Place {
  readonly times = new Map<string, number>();
  readonly within = new Map<string, Place>();

  at(name: string): Place {
    const place = this.within.get(name) ?? new Place();
    this.within.set(name, place);
    return place;
  }
}

/**
 * How large a document is, whatever its names mean: fragments spread out, each operation by itself. Known before it is
 * validated, since validation compares every two mentions of a field, and takes longest over what is refused anyway.
 */
class DocumentShape {
  private aliases = 0;
  private directives = 0;
  private roots = 0;
  private credentials = 0;
  private fields = 0;
  private comparisons = 0;
  private readonly fragments: Map<string, FragmentDefinitionNode>;
  private readonly unspread: Set<FragmentDefinitionNode>;
  /** Those that are being spread. A circle is for validation to refuse, in better words. */
  private readonly open = new Set<FragmentDefinitionNode>();

  constructor(
    private readonly document: DocumentNode,
    private readonly sensitive: ReadonlySet<string>,
  ) {
    const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
    this.fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
    this.unspread = new Set(fragments);
  }

  check(): void {
    for (const definition of this.document.definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION) this.operation(definition);
    }
    for (const fragment of this.unspread) this.operation(fragment);
  }

  private operation(definition: OperationDefinitionNode | FragmentDefinitionNode): void {
    this.aliases = this.directives = this.roots = this.credentials = 0;
    this.countDirectives(definition);
    this.selection(definition.selectionSet, new Place(), 1, limits.depth);
  }

  private selection(set: SelectionSetNode, place: Place, depth: number, deepest: number): void {
    if (depth > deepest) throw tooComplex(`A query may be ${deepest} levels deep.`);
    for (const node of set.selections) {
      this.countDirectives(node);
      if (++this.fields > limits.fields) throw tooComplex(`A query may name ${limits.fields} fields.`);
      if (node.kind === Kind.FIELD) this.field(node, place, depth, deepest);
      else if (node.kind === Kind.INLINE_FRAGMENT) this.selection(node.selectionSet, place, depth, deepest);
      else this.spread(node.name.value, place, depth, deepest);
    }
  }

  private field(node: FieldNode, place: Place, depth: number, deepest: number): void {
    const name = node.name.value;
    if (node.alias && ++this.aliases > limits.aliases)
      throw tooComplex(`A query may rename ${limits.aliases} fields.`);
    if (depth === 1) this.countRoot(name);
    const said = node.alias?.value ?? name;
    this.compare(place, said);
    if (!node.selectionSet) return;
    const readsSchema = name === '__schema' || name === '__type';
    const allowed = readsSchema ? limits.introspectionDepth : deepest;
    this.selection(node.selectionSet, place.at(said), depth + 1, allowed);
  }

  private spread(name: string, place: Place, depth: number, deepest: number): void {
    this.compare(place, '...');
    const fragment = this.fragments.get(name);
    if (!fragment || this.open.has(fragment)) return;
    this.open.add(fragment);
    this.unspread.delete(fragment);
    this.countDirectives(fragment);
    this.selection(fragment.selectionSet, place, depth, deepest);
    this.open.delete(fragment);
  }

  /** With everything of the same name that was found at the same place before. */
  private compare(place: Place, name: string): void {
    const before = place.times.get(name) ?? 0;
    place.times.set(name, before + 1);
    this.comparisons += before;
    if (this.comparisons > limits.comparisons)
      throw tooComplex('A query may not name the same field over and over.');
  }

  private countRoot(name: string): void {
    if (++this.roots > limits.rootFields)
      throw tooComplex(`A request may hold ${limits.rootFields} fields at its top.`);
    if (this.sensitive.has(name) && ++this.credentials > 1)
      throw tooComplex('A request may be about one password, token or key.');
  }

  private countDirectives({ directives = [] }: Pick<FieldNode, 'directives'>): void {
    this.directives += directives.length;
    if (this.directives > limits.directives)
      throw tooComplex(`A query may hold ${limits.directives} directives.`);
  }
}

/** Documents that have passed: clients repeat theirs, and remembering one costs less than reading it. */
const passed = new Set<string>();
const MOST_PASSED = 500;

/** What cannot be read is left to the server, which says where it ends to make sense. */
function read(source: string): DocumentNode | undefined {
  try {
    return parse(source, { maxTokens: limits.tokens, noLocation: true });
  } catch {
    return undefined;
  }
}

const LINE_END = /\r\n|[\n\r]/g;

/** Of what is asked in any of the ways that the server takes; empty where nothing is. */
export function documentOf({ method, query, body }: FastifyRequest): string {
  const source = ((method === 'GET' ? query : body) as { query?: unknown } | null)?.query;
  return typeof source === 'string' ? source : '';
}

/** Before the document is given to the server. Of fields that are `sensitive` an operation may have one. */
export function refuseShapeOf(source: string, sensitive: ReadonlySet<string>): void {
  if (passed.has(source)) return;
  if (source.length > limits.documentCharacters)
    throw tooComplex(`A query may be ${limits.documentCharacters} characters long.`);
  if ((source.match(LINE_END)?.length ?? 0) >= limits.lines)
    throw tooComplex(`A query may be ${limits.lines} lines long.`);
  const document = read(source);
  if (!document) return;
  new DocumentShape(document, sensitive).check();
  if (passed.size >= MOST_PASSED) passed.clear();
  passed.add(source);
}
