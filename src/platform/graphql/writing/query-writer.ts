import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { AnswerWriter } from './answer-writer.ts';
import { type Selection, SelectionPlan } from './selection-plan.ts';

/** Characters of what is kept of all documents, beyond which all of it is forgotten. */
const MOST_KEPT = 8 * 1024 * 1024;

const DEPENDS_ON_VARIABLES = /@(?:skip|include)\b/;

/** The text of `data`, and what went wrong on the way. */
export interface Writing {
  data: string;
  errors: readonly GraphQLError[];
}

/**
 * Answers queries as text. What a document asks for is worked out once, as long as it is the same object: Apollo keeps those
 * that it has parsed, and what it lets go is forgotten here too.
 */
export class QueryWriter {
  private selections = new WeakMap<OperationDefinitionNode, Selection>();
  private kept = 0;

  async write(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
    context: unknown,
  ): Promise<Writing> {
    const fragments = fragmentsOf(document);
    const plan = new SelectionPlan(schema, fragments, variables);
    let selection = this.selections.get(operation);
    if (!selection) {
      selection = plan.of(schema.getQueryType()!, [operation.selectionSet]);
      if (!DEPENDS_ON_VARIABLES.test(document.loc?.source.body ?? '@skip'))
        this.selections.set(operation, selection);
    }
    const writer = new AnswerWriter({ schema, operation, fragments, variables, context });
    const data = await writer.write(selection);
    this.kept += writer.newlyKept;
    if (this.kept > MOST_KEPT) this.forget();
    return { data, errors: writer.errors };
  }

  private forget(): void {
    this.selections = new WeakMap();
    this.kept = 0;
  }
}

function fragmentsOf({ definitions }: DocumentNode): Record<string, FragmentDefinitionNode> {
  const found: Record<string, FragmentDefinitionNode> = Object.create(null) as never;
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) found[definition.name.value] = definition;
  }
  return found;
}
