import {
  defaultFieldResolver,
  defaultTypeResolver,
  type FragmentDefinitionNode,
  getArgumentValues,
  type GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isObjectType,
  locatedError,
  type OperationDefinitionNode,
  responsePathAsArray,
} from 'graphql';
import { lasts } from './lasting.ts';
import { type Piece, Pieces } from './pieces.ts';
import type { Asked, Leaf, OneOfSeveral, Selection, Value } from './selection-plan.ts';

/** A query that was found valid, with its variables as the schema reads them. */
export interface Question {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

type Path = GraphQLResolveInfo['path'];

/**
 * Executes a query as graphql-js does, and writes the answer as it goes instead of building it as objects first, which is
 * most of what a long answer costs. What is asked of objects that last is written once for all answers.
 */
export class AnswerWriter {
  /** Of what may be missing, and is. */
  readonly errors: GraphQLError[] = [];
  /** Characters of what was written of objects that last, and is kept for other answers. */
  newlyKept = 0;

  constructor(private readonly question: Question) {}

  /** The text of `data`: `null` where something failed that may not be missing. */
  async write(selection: Selection): Promise<string> {
    try {
      return await this.object(selection, undefined, undefined);
    } catch (error) {
      this.errors.push(error as GraphQLError);
      return 'null';
    }
  }

  private object(selection: Selection, source: unknown, path: Path | undefined): Piece {
    const texts = selection.texts && lasts(source) ? selection.texts : undefined;
    const kept = texts?.get(source as object);
    if (kept !== undefined) return kept;
    const errors = this.errors.length;
    const pieces = new Pieces('{');
    try {
      for (const asked of selection.fields) pieces.add(asked.opening, this.field(asked, source, path));
    } catch (error) {
      return pieces.giveUp(error);
    }
    const text = pieces.end('}');
    // What failed is told to everybody who asks, not to the first alone.
    if (texts && typeof text === 'string' && this.errors.length === errors) {
      texts.set(source as object, inOnePiece(text));
      this.newlyKept += text.length;
    }
    return text;
  }

  private field(asked: Asked, source: unknown, parent: Path | undefined): Piece {
    let found: unknown;
    try {
      found = this.resolve(asked, source, parent);
    } catch (error) {
      return this.failed(asked, asked.value, parent, asked.responseKey, error);
    }
    return this.settled(asked, asked.value, found, parent, asked.responseKey);
  }

  private resolve(asked: Asked, source: unknown, parent: Path | undefined): unknown {
    if (asked.read) return asked.read(source);
    const { field, parentType, nodes } = asked;
    const { schema, operation, fragments, variables, context } = this.question;
    const info: GraphQLResolveInfo = {
      fieldName: field.name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType,
      path: { prev: parent, key: asked.responseKey, typename: parentType.name },
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues: variables,
    };
    const args = field.args.length === 0 ? {} : getArgumentValues(field, nodes[0]!, variables);
    return (field.resolve ?? defaultFieldResolver)(source, args, context, info);
  }

  /** `key`: under which name or number it stands in what stands at `parent`. */
  private settled(
    asked: Asked,
    value: Value,
    found: unknown,
    parent: Path | undefined,
    key: string | number,
  ): Piece {
    try {
      const piece = isPromise(found)
        ? found.then((late) => this.value(asked, value, late, parent, key))
        : this.value(asked, value, found, parent, key);
      if (typeof piece === 'string') return piece;
      return piece.catch((error: unknown) => this.failed(asked, value, parent, key, error));
    } catch (error) {
      return this.failed(asked, value, parent, key, error);
    }
  }

  private value(
    asked: Asked,
    value: Value,
    found: unknown,
    parent: Path | undefined,
    key: string | number,
  ): Piece {
    if (found instanceof Error) throw found;
    if (found === null || found === undefined) {
      if (value.required) throw new Error(`Cannot return null for non-nullable field ${nameOf(asked)}.`);
      return 'null';
    }
    if (value.kind === 'leaf') return leaf(value, found);
    const typename = typeof key === 'string' ? asked.parentType.name : undefined;
    const path: Path = { prev: parent, key, typename };
    if (value.kind === 'list') return this.list(asked, value.of, found, path);
    if (value.kind === 'object') return this.object(value.selection, found, path);
    return this.oneOfSeveral(value, found, path);
  }

  private list(asked: Asked, of: Value, found: unknown, path: Path): Piece {
    if (typeof found !== 'object' || found === null || !(Symbol.iterator in found))
      throw new Error(`Expected a list for field ${nameOf(asked)}.`);
    const pieces = new Pieces('[');
    let index = 0;
    try {
      for (const item of found as Iterable<unknown>) {
        pieces.add(index === 0 ? '' : ',', this.settled(asked, of, item, path, index));
        index++;
      }
    } catch (error) {
      return pieces.giveUp(error);
    }
    return pieces.end(']');
  }

  private oneOfSeveral({ type, selectionOf }: OneOfSeveral, found: unknown, path: Path): Piece {
    const { schema, context } = this.question;
    const resolveType = type.resolveType ?? defaultTypeResolver;
    const write = (name: unknown): Piece => {
      const runtime = typeof name === 'string' ? schema.getType(name) : undefined;
      if (!isObjectType(runtime) || !schema.isSubType(type, runtime))
        throw new Error(`Of ${type.name} there is no kind ${String(name)}.`);
      return this.object(selectionOf(runtime), found, path);
    };
    const name = resolveType(found, context, { schema } as GraphQLResolveInfo, type);
    return isPromise(name) ? name.then(write) : write(name);
  }

  /** As graphql-js has it: null where that may be, else the next place above that may be null. */
  private failed(
    asked: Asked,
    { required }: Value,
    parent: Path | undefined,
    key: string | number,
    error: unknown,
  ): string {
    const path = responsePathAsArray({ prev: parent, key, typename: undefined });
    const located = locatedError(error, asked.nodes, path);
    if (required) throw located;
    this.errors.push(located);
    return 'null';
  }
}

/** V8 keeps a text that was put together as its parts, and would walk through them in every answer anew. */
const inOnePiece = (text: string): string => Buffer.from(text).toString();

const isPromise = (found: unknown): found is Promise<unknown> =>
  typeof (found as Promise<unknown> | null | undefined)?.then === 'function';

const nameOf = ({ parentType, field }: Asked): string => `${parentType.name}.${field.name}`;

function leaf({ type }: Leaf, found: unknown): string {
  const told: unknown = type.serialize(found);
  if (told === null || told === undefined) throw new Error(`${type.name} cannot tell ${typeof found}.`);
  return JSON.stringify(told);
}
