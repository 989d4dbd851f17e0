import type { CountyNames } from './county-names.ts';
import { saysStatewide, listItems, mentionOf } from './county-mentions.ts';
import { statesOfList } from './county-lists.ts';
import { codesRead } from './fips-codes.ts';
import { listed, quoted, Remarks, type Meaning } from './interpretation.ts';
import { nameOfState, stateNamed, stateOfFips, statesMentioned } from './states.ts';

/** Cleaned cells. */
export type Cells = Readonly<Record<Meaning, string | null>>;

/** The state of a row: as it says, by its codes, or by its counties. Null where that leaves a doubt. */
export function rowState(
  cells: Cells,
  names: CountyNames,
  homeState: string | null,
  remarks: Remarks,
): string | null {
  const said = cells.state === null ? null : stateNamed(cells.state);
  if (said) return said;
  if (cells.state !== null) remarks.warn('state', `${quoted(cells.state)} is no state.`);
  const concluded = byCodes(cells, names) ?? byHome(cells, names, homeState) ?? byCounties(cells, names);
  if ('possible' in concluded) {
    remarks.refuse('state', refusal(concluded.possible));
    return null;
  }
  remarks.note('state', `No state: ${nameOfState(concluded.state)} was concluded from ${concluded.from}.`);
  return concluded.state;
}

interface Concluded {
  state: string;
  from: string;
}

function byCodes({ fips }: Cells, names: CountyNames): Concluded | null {
  const counts = new Map<string, number>();
  for (const code of codesRead(fips ?? '', null, names, new Remarks()).counties) {
    const state = stateOfFips(code.fips);
    if (state) counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most ? { state: most[0], from: 'its FIPS codes' } : null;
}

/** The state of the catalogue, unless the row names counties that this state does not have. */
function byHome({ counties }: Cells, names: CountyNames, home: string | null): Concluded | null {
  if (home === null) return null;
  const fits =
    counties === null || saysStatewide(counties) || statesOfList(counties, names, [home]).length > 0;
  return fits ? { state: home, from: 'its network' } : null;
}

/** The one state that has all the counties, or the one among several that the row speaks of. */
function byCounties(cells: Cells, names: CountyNames): Concluded | { possible: string[] } {
  const { counties } = cells;
  if (counties === null || saysStatewide(counties)) return { possible: [] };
  const items = listItems(counties).map((item) => mentionOf(item).name);
  const possible = statesOfList(counties, names, new Set(items.flatMap((name) => statesNear(name, names))));
  if (possible.length === 1) return { state: possible[0]!, from: 'its counties' };
  const texts = (
    ['name', 'aliases', 'backbone', 'frameworks', 'website', 'sources', 'notes'] as const
  ).flatMap((column) => cells[column] ?? []);
  const mentioned = statesMentioned(texts, possible, items);
  return mentioned.length === 1
    ? { state: mentioned[0]!, from: 'its counties and what it says elsewhere' }
    : { possible };
}

/** Where any of the words could be a county: all states that are worth a try. */
const statesNear = (name: string, names: CountyNames): string[] => {
  const direct = names.statesWith(name);
  return direct.length > 0 ? direct : names.allStates();
};

const refusal = (possible: readonly string[]): string =>
  possible.length < 2
    ? 'The row has no state.'
    : `The row has no state, and its counties are in each of ${listed(possible.toSorted(), 12)}.`;
