import { GoalTree, toGoal } from './goal-tree.ts';
import { type Goal, Term } from './goal.type.ts';
import type { DictionaryRow } from './networks.queries.ts';

/** What the documents of one network name by code, as it was at one revision of the network. */
export class Dictionary {
  /** The framework in force, and what was retired from it. */
  readonly framework: GoalTree;
  readonly terms: readonly Term[];
  private readonly termsByCode: ReadonlyMap<string, Term>;

  constructor(
    readonly networkKey: string,
    row: DictionaryRow,
  ) {
    this.terms = row.terms.map((term) => Object.assign(new Term(), term));
    this.termsByCode = new Map(this.terms.map((term) => [`${term.taxonomy} ${term.code}`, term]));
    const goals = row.goals.map((goal) => toGoal(networkKey, goal, null));
    this.framework = new GoalTree(
      goals.filter(({ retired }) => !retired),
      goals.filter(({ retired }) => retired),
    );
  }

  term(taxonomy: string, code: string | null): Term | null {
    return code === null ? null : (this.termsByCode.get(`${taxonomy} ${code}`) ?? null);
  }

  /** A code that the network has dropped is left out rather than shown without its word. */
  termsOf(taxonomy: string, codes: readonly string[]): Term[] {
    return codes.flatMap((code) => this.term(taxonomy, code) ?? []);
  }

  goal(code: string): Goal | null {
    return this.framework.goal(code);
  }

  goalsOf(codes: readonly string[]): Goal[] {
    return codes.flatMap((code) => this.goal(code) ?? []);
  }
}
