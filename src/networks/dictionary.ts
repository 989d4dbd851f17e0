import { last } from '../platform/graphql/writing/lasting.ts';
import { GoalTree, toGoal } from './goal-tree.ts';
import { type Goal, Term } from './goal.type.ts';
import type { DictionaryRow } from './networks.queries.ts';

/** What the documents of one network name by code, as it was at one revision of the network. */
export class Dictionary {
  /** The framework in force, and what was retired from it. */
  readonly framework: GoalTree;
  readonly terms: readonly Term[];
  /** By taxonomy, then by code. */
  private readonly taxonomies = new Map<string, Map<string, Term>>();
  private readonly goalPlaces: ReadonlyMap<string, number>;

  constructor(
    readonly networkKey: string,
    row: DictionaryRow,
  ) {
    this.terms = row.terms.map((term) => last(Object.assign(new Term(), term)));
    for (const term of this.terms) {
      const taxonomy = this.taxonomies.get(term.taxonomy) ?? new Map<string, Term>();
      this.taxonomies.set(term.taxonomy, taxonomy.set(term.code, term));
    }
    const goals = row.goals.map((goal) => last(toGoal(networkKey, goal, null)));
    this.framework = new GoalTree(
      goals.filter(({ retired }) => !retired),
      goals.filter(({ retired }) => retired),
    );
    this.goalPlaces = new Map(this.framework.goals.map(({ code }, place) => [code, place]));
  }

  term(taxonomy: string, code: string | null): Term | null {
    return code === null ? null : (this.taxonomies.get(taxonomy)?.get(code) ?? null);
  }

  /** A code that the network has dropped is left out rather than shown without its word. */
  termsOf(taxonomy: string, codes: readonly string[]): Term[] {
    const known = this.taxonomies.get(taxonomy);
    return present(codes.map((code) => known?.get(code)));
  }

  goal(code: string): Goal | null {
    return this.framework.goal(code);
  }

  goalsOf(codes: readonly string[]): Goal[] {
    return present(codes.map((code) => this.goal(code)));
  }

  /** Those in force, in the order of the framework. */
  goalsInOrder(codes: readonly string[]): Goal[] {
    const places = present(codes.map((code) => this.goalPlaces.get(code)));
    return places.sort((a, b) => a - b).map((place) => this.framework.goals[place]!);
  }
}

const present = <T>(found: (T | null | undefined)[]): T[] => found.filter((one): one is T => one != null);
