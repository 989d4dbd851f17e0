import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  type GraphQLAbstractType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type NamedTypeNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';

export interface Leaf {
  readonly kind: 'leaf';
  readonly required: boolean;
  readonly type: GraphQLLeafType;
}

export interface List {
  readonly kind: 'list';
  readonly required: boolean;
  readonly of: Value;
}

export interface One {
  readonly kind: 'object';
  readonly required: boolean;
  readonly selection: Selection;
}

/** Of an interface or a union: what is asked for depends on what is found. */
export interface OneOfSeveral {
  readonly kind: 'abstract';
  readonly required: boolean;
  readonly type: GraphQLAbstractType;
  readonly selectionOf: (type: GraphQLObjectType) => Selection;
}

/** What stands behind a name in an answer. */
export type Value = Leaf | List | One | OneOfSeveral;

/** A field as a document asks for it, in all the places together that name it alike. */
export interface Asked {
  readonly responseKey: string;
  /** What is written before its value. */
  readonly opening: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Of a field that is a property of the object, or the same for all of its type. */
  readonly read: ((source: unknown) => unknown) | undefined;
  readonly value: Value;
}

export interface Selection {
  readonly type: GraphQLObjectType;
  readonly fields: readonly Asked[];
  /** Whether all of it is properties of the object, and of what it holds: then its text depends on nothing else. */
  readonly ofProperties: boolean;
  /** Of objects that last, where the plan does too. */
  readonly texts: WeakMap<object, string> | undefined;
}

/** Those of every schema, which stand in none of its types. */
const META = new Map<string, GraphQLField<unknown, unknown>>(
  [SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map((field) => [field.name, field]),
);

/** What a document asks for, worked out for the types that it meets. One that is kept for other requests has no variables. */
export class SelectionPlan {
  /** So many, in all places where they are asked for: how large the plan is. */
  fields = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>,
    private readonly variables: Readonly<Record<string, unknown>> | 'kept',
  ) {}

  get isKept(): boolean {
    return this.variables === 'kept';
  }

  of(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selection {
    const found = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    for (const { selections } of sets) this.collect(type, selections, found, spread);
    const fields = [...found].map(([key, nodes], place) => this.asked(type, key, nodes, place));
    this.fields += fields.length;
    const ofProperties = fields.every(isOfProperties);
    const keepsTexts = ofProperties && this.isKept;
    return { type, fields, ofProperties, texts: keepsTexts ? new WeakMap() : undefined };
  }

  private collect(
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
    found: Map<string, FieldNode[]>,
    spread: Set<string>,
  ): void {
    for (const node of selections) {
      if (!this.isWanted(node)) continue;
      if (node.kind === Kind.FIELD) {
        const key = (node.alias ?? node.name).value;
        const nodes = found.get(key);
        if (nodes) nodes.push(node);
        else found.set(key, [node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (this.isFor(type, node.typeCondition))
          this.collect(type, node.selectionSet.selections, found, spread);
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value);
        const fragment = this.fragments[node.name.value]!;
        if (this.isFor(type, fragment.typeCondition))
          this.collect(type, fragment.selectionSet.selections, found, spread);
      }
    }
  }

  private isWanted(node: SelectionNode): boolean {
    const { variables } = this;
    if (variables === 'kept' || !node.directives?.length) return true;
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
  }

  private isFor(type: GraphQLObjectType, condition: NamedTypeNode | undefined): boolean {
    if (!condition) return true;
    const wanted = typeFromAST(this.schema, condition);
    return wanted === type || (isAbstractType(wanted) && this.schema.isSubType(wanted, type));
  }

  private asked(
    parentType: GraphQLObjectType,
    responseKey: string,
    nodes: FieldNode[],
    place: number,
  ): Asked {
    const name = nodes[0]!.name.value;
    const field = META.get(name) ?? parentType.getFields()[name]!;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      responseKey,
      opening: `${place === 0 ? '' : ','}${JSON.stringify(responseKey)}:`,
      nodes,
      parentType,
      field,
      read: reader(field, parentType),
      value: this.value(field.type, sets),
    };
  }

  private value(declared: GraphQLOutputType, sets: SelectionSetNode[]): Value {
    const required = isNonNullType(declared);
    const type = isNonNullType(declared) ? declared.ofType : declared;
    if (isListType(type)) return { kind: 'list', required, of: this.value(type.ofType, sets) };
    if (isLeafType(type)) return { kind: 'leaf', required, type };
    if (!isAbstractType(type)) return { kind: 'object', required, selection: this.of(type, sets) };
    const selections = new Map<GraphQLObjectType, Selection>();
    const selectionOf = (found: GraphQLObjectType): Selection => {
      const selection = selections.get(found) ?? this.of(found, sets);
      selections.set(found, selection);
      return selection;
    };
    return { kind: 'abstract', required, type, selectionOf };
  }
}

function reader(
  field: GraphQLField<unknown, unknown>,
  { name }: GraphQLObjectType,
): ((source: unknown) => unknown) | undefined {
  if (field === TypeNameMetaFieldDef) return () => name;
  const { resolve } = field;
  // A resolver that takes the object alone does no more than read it.
  return resolve?.length === 1 && field.args.length === 0
    ? (resolve as (source: unknown) => unknown)
    : undefined;
}

const isOfProperties = ({ read, value }: Asked): boolean => read !== undefined && isPlain(value);

const isPlain = (value: Value): boolean => {
  switch (value.kind) {
    case 'leaf':
      return true;
    case 'list':
      return isPlain(value.of);
    case 'object':
      return value.selection.ofProperties;
    case 'abstract':
      return false;
  }
};
