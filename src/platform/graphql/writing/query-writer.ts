import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { AnswerWriter } from './answer-writer.ts';
import { type Selection, SelectionPlan } from './selection-plan.ts';

/** The text of `data`, and what went wrong on the way. */
export interface Writing {
  data: string;
  errors: readonly GraphQLError[];
}

interface Known {
  plan: SelectionPlan;
  selection: Selection;
}

/** What is kept takes 50 MB at the very most, whoever asks for what. */
const MOST_KEPT = { documents: 200, fieldsOfEach: 500, characters: 8 * 1024 * 1024 };

/**
 * Answers queries as text. What a document asks for is worked out once, as long as it is asked again and is the same object
 * (Apollo keeps those that it has parsed), unless that depends on variables.
 */
export class QueryWriter {
  private readonly known = new Map<OperationDefinitionNode, Known>();
  private characters = 0;

  async write(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    context: unknown,
  ): Promise<Writing> {
    const fragments = fragmentsOf(document);
    const known = this.known.get(operation) ?? planned(schema, document, operation, fragments, variables);
    const writer = new AnswerWriter({ schema, operation, fragments, variables, context });
    const data = await writer.write(known.selection);
    this.keep(operation, known, writer.newlyKept);
    return { data, errors: writer.errors };
  }

  /** Those that were not asked for longest go first. A plan may have grown, by types that it had not met before. */
  private keep(operation: OperationDefinitionNode, known: Known, characters: number): void {
    this.known.delete(operation);
    if (known.plan.isKept && known.plan.fields <= MOST_KEPT.fieldsOfEach) this.known.set(operation, known);
    if (this.known.size > MOST_KEPT.documents) this.known.delete(this.known.keys().next().value!);
    this.characters += characters;
    if (this.characters <= MOST_KEPT.characters) return;
    this.known.clear();
    this.characters = 0;
  }
}

function planned(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
): Known {
  const plan = new SelectionPlan(schema, fragments, hasDirectives(document) ? variables : 'kept');
  return { plan, selection: plan.of(schema.getQueryType()!, [operation.selectionSet]) };
}

function hasDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Directive: () => void (found = true) });
  return found;
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const found: Record<string, FragmentDefinitionNode> = Object.create(null) as never;
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) found[definition.name.value] = definition;
  }
  return found;
}
