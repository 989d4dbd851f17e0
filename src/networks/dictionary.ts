import { globalId } from '../platform/graphql/ids.ts';
import { Goal, type GoalLevel, type Horizon, Organization, Term } from './goal.type.ts';
import type { DictionaryRow } from './networks.queries.ts';

/** What the documents of one network name by code or id, as it was at one revision of the network. */
export class Dictionary {
  readonly goals: readonly Goal[];
  readonly terms: readonly Term[];
  private readonly goalsByCode: ReadonlyMap<string, Goal>;
  private readonly termsByCode: ReadonlyMap<string, Term>;
  private readonly organizations: ReadonlyMap<string, Organization>;
  private readonly organizationsByName: ReadonlyMap<string, Organization>;

  constructor(
    readonly networkKey: string,
    row: DictionaryRow,
  ) {
    this.terms = row.terms.map((term) => Object.assign(new Term(), term));
    this.termsByCode = new Map(this.terms.map((term) => [`${term.taxonomy} ${term.code}`, term]));
    this.goals = row.goals.map((goal) =>
      Object.assign(new Goal(), goal, {
        id: globalId('Goal', networkKey, goal.id),
        networkKey,
        level: goal.level as GoalLevel,
        horizon: goal.horizon as Horizon | null,
        sources: goal.sources.map(({ url, title, retrievedOn }) => ({
          url,
          title: title ?? null,
          retrievedOn: retrievedOn ?? null,
        })),
      }),
    );
    this.goalsByCode = new Map(this.goals.map((goal) => [goal.code, goal]));
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
    return this.goalsByCode.get(code) ?? null;
  }

  goalsOf(codes: readonly string[]): Goal[] {
    return codes.flatMap((code) => this.goal(code) ?? []);
  }

  childrenOf(code: string): Goal[] {
    return this.goals.filter(({ parentCode, retired }) => parentCode === code && !retired);
  }

  organization(id: string | null): Organization | null {
    return id === null ? null : (this.organizations.get(id) ?? null);
  }

  /** By the key of its name, under which two spellings are one. */
  organizationNamed(nameKey: string): Organization | null {
    return this.organizationsByName.get(nameKey) ?? null;
  }
}
