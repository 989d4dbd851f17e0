import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  type DocumentNode,
  Kind,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getArgumentValues,
} from 'graphql';
import { DomainError } from '../errors.ts';
import type { Extent } from '../rate-limits/prices.ts';
import { DEFAULT_PAGE, LARGEST_PAGE } from './page.ts';

/** What one document may ask for. Stated in docs/using-the-registry.md; a query of a normal screen needs a tenth of it. */
export const limits = {
  bodyBytes: 256 * 1024,
  documentCharacters: 20_000,
  /** Each mistake is told with its line, for which all lines before it are counted. */
  lines: 2_000,
  tokens: 2_000,
  depth: 10,
  introspectionDepth: 16,
  aliases: 30,
  rootFields: 10,
  directives: 20,
  fields: 2_000,
  /** Of two mentions of the same field, when they are merged: 77 mentions are as many. */
  comparisons: 3_000,
  /** What is wrong with a document: nobody reads more, and the worst ones have thousands. */
  problems: 20,
  objects: 10_000,
  /** For each type of the schema; what the tools ask for when they read a schema is half of it. */
  introspectedObjects: 2_000,
  listArgument: 500,
  /** A strategy has more links than anything else has items. */
  longestList: 1_000,
} as const;

/** Items that a list without a page argument is taken to hold: rather more than most have. */
const UNPAGED_LIST = 10;
/** The schema's own lists are short, and its tools ask for all of them at once. */
const INTROSPECTED_LIST = 5;
/** Those that mostly hold far more, or far fewer. */
const LONG_LISTS: Record<string, number> = {
  ...{ 'Viewer.sessions': 5, 'Viewer.apiKeys': 5, 'Network.apiKeys': 50, 'Network.agreementAcceptances': 50 },
  ...{ 'Query.deadLetters': 20, 'Network.goals': 50, 'Network.terms': 150, 'Query.networks': 5 },
  ...{ 'Query.frameworks': 20, 'Framework.items': 50 },
  ...{ 'CoverageMatrix.goals': 25, 'CoverageMatrix.counties': 100, 'Landscape.gaps': 25 },
  ...{ 'Gap.uncoveredCounties': 50, 'Landscape.sectors': 20 },
  ...{ 'County.successors': 3, 'County.predecessors': 3, 'CountyMapping.counties': 3 },
  ...{ 'Goal.crosswalk': 5, 'Goal.replaces': 3, 'FrameworkItem.crosswalk': 5 },
  ...{ 'Query.lockedAccounts': 20 },
  ...lists('nodes', 30),
  ...lists('links', 40),
  ...lists('alignments', 15),
};

/** Those with one item for each that an argument lists. */
const LISTS_AS_ASKED: Record<string, string> = { 'Query.mapCounties': 'fips' };

/** Of a theory of change, whichever state of it is asked for. */
function lists(field: string, items: number): Record<string, number> {
  return Object.fromEntries(
    ['Strategy', 'StrategyVersion', 'StrategyDraft'].map((type) => [`${type}.${field}`, items]),
  );
}

export const tooComplex = (message: string): DomainError =>
  new DomainError('QUERY_TOO_COMPLEX', `${message} Ask for less at once, in several requests.`, {
    http: { status: 400 },
  });

/** Of operations whose extent no variable decides. */
const extents = new WeakMap<OperationDefinitionNode, Extent>();

/**
 * Measures how much the operation would bring: page sizes are taken from literals, variables or defaults. A validation
 * rule could not, since Apollo validates a repeated document once, whatever its variables.
 */
export class OperationMeasure {
  private objects = 0;
  private introspected = 0;
  private changes = 0;
  private variable = false;
  private readonly fragments: Map<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    /** As coerced by the schema, with their defaults. */
    private readonly variables: Record<string, unknown>,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((d) =>
        d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d] as const] : [],
      ),
    );
  }

  /** Refused where it is too much; otherwise how much it is. */
  check(): Extent {
    const known = extents.get(this.operation);
    if (known) return known;
    const root = this.schema.getRootType(this.operation.operation);
    if (root) this.selection(this.operation.selectionSet, root, 1);
    const { objects, introspected, changes } = this;
    const extent = { objects, introspected, changes };
    if (!this.variable) extents.set(this.operation, extent);
    return extent;
  }

  private selection(set: SelectionSetNode, parent: GraphQLNamedType, times: number): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        this.field(parent, node, times);
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(node.name.value) : node;
      if (!fragment) continue;
      const type = fragment.typeCondition ? this.schema.getType(fragment.typeCondition.name.value) : parent;
      if (type) this.selection(fragment.selectionSet, type, times);
    }
  }

  private field(parent: GraphQLNamedType, node: FieldNode, times: number): void {
    if (parent === this.schema.getMutationType()) this.changes++;
    const field = this.definition(parent, node.name.value);
    if (!node.selectionSet || !field) return;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return;
    const count = times * this.itemsOf(parent, field, node);
    if (type.name.startsWith('__')) this.introspected += count;
    else this.objects += count;
    if (this.objects > limits.objects || this.introspected > limits.introspectedObjects) {
      throw tooComplex(`A query may ask for ${limits.objects} objects; this one could bring more.`);
    }
    this.selection(node.selectionSet, type, count);
  }

  private definition(parent: GraphQLNamedType, name: string): GraphQLField<unknown, unknown> | undefined {
    const meta = { __schema: '__Schema', __type: '__Type' }[name];
    if (meta) return { type: this.schema.getType(meta), args: [] } as never;
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
  }

  /** A connection is counted by its page at the field that takes the page; `nodes` and `edges` below it count once. */
  private itemsOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, node: FieldNode): number {
    const pages = field.args.some(({ name }) => name === 'first' || name === 'last');
    if (!pages) {
      const countedOnce = parent.name.endsWith('Connection') || parent.name === '__Schema';
      if (!isListType(getNullableType(field.type)) || countedOnce) return 1;
      if (parent.name.startsWith('__')) return INTROSPECTED_LIST;
      const at = `${parent.name}.${field.name}`;
      const asked = LISTS_AS_ASKED[at];
      if (asked) return [this.argumentsOf(field, node, [asked])?.[asked] ?? []].flat().length;
      return LONG_LISTS[at] ?? UNPAGED_LIST;
    }
    const values = this.argumentsOf(field, node, ['first', 'last']);
    if (!values) return 1;
    const size = (values['first'] ?? values['last'] ?? DEFAULT_PAGE) as number;
    return Math.min(Math.max(size, 1), LARGEST_PAGE * 10);
  }

  /** Of which `read` are read. Undefined where the executor will say what is wrong with them. */
  private argumentsOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    read: readonly string[],
  ): Record<string, unknown> | undefined {
    this.variable ||=
      node.arguments?.some((a) => read.includes(a.name.value) && a.value.kind === Kind.VARIABLE) ?? false;
    try {
      return getArgumentValues(field, node, this.variables);
    } catch {
      this.variable = true;
      return undefined;
    }
  }
}
