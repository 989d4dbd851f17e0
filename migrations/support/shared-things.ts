/** What two coalitions may have in common: where it is kept, and which figure of a tie counts it. */
interface SharedThing {
  kind: 'ORGANIZATION' | 'COUNTY' | 'GOAL';
  table: string;
  column: string;
  type: 'uuid' | 'text';
  figure: 'partners' | 'counties' | 'goals';
  /** Which rows of the table count. */
  counts: (row: string) => string;
}

const things: SharedThing[] = [
  {
    ...{ kind: 'ORGANIZATION', table: 'published.coalition_organizations', column: 'organization_id' },
    ...{ type: 'uuid', figure: 'partners', counts: () => 'true' },
  },
  {
    ...{ kind: 'COUNTY', table: 'published.coalition_counties', column: 'fips' },
    ...{ type: 'text', figure: 'counties', counts: () => 'true' },
  },
  {
    ...{ kind: 'GOAL', table: 'published.coalition_goals', column: 'goal_code' },
    ...{ type: 'text', figure: 'goals' },
    counts: (row) => `${row}.direct and ${row}.intents && '{CONTRIBUTES,PARTLY}'`,
  },
];

/** The same select for each kind of thing, put together. */
export const ofEachKind = (select: (thing: SharedThing) => string): string =>
  things.map(select).join('\n          union all');

/** The same expression for each kind of thing, as a list. */
export const forEachKind = (expression: (thing: SharedThing) => string): string =>
  things.map(expression).join(',');
