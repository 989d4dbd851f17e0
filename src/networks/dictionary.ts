import { globalId } from '../platform/graphql/ids.ts';
import { GoalTree, toGoal } from './goal-tree.ts';
import { type Goal, Organization, Term } from './goal.type.ts';
import type { DictionaryRow } from './networks.queries.ts';

/** What the documents of one network name by code or id, as it was at one revision of the network. */
export class Dictionary {
  /** The framework in force, and what was retired from it. */
  readonly framework: GoalTree;
  readonly terms: readonly Term[];
  private readonly termsByCode: ReadonlyMap<string, Term>;
  private readonly organizations: ReadonlyMap<string, Organization>;
  private readonly organizationsByName: ReadonlyMap<string, Organization>;

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
    this.organizations = new Map(
      row.organizations.map(({ id, name, url, sectorCode }) => [
        id,
        Object.assign(new Organization(), {
          id: globalId('Organization', networkKey, id),
          key: id,
          name,
          aliases: [],
          url,
          sector: this.term('sector', sectorCode),
        }),
      ]),
    );
    this.organizationsByName = new Map(
      row.organizations.map(({ id, nameKey }) => [nameKey, this.organizations.get(id)!]),
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

  organization(id: string | null): Organization | null {
    return id === null ? null : (this.organizations.get(id) ?? null);
  }

  /** By the key of its name, under which two spellings are one. */
  organizationNamed(nameKey: string): Organization | null {
    return this.organizationsByName.get(nameKey) ?? null;
  }
}
