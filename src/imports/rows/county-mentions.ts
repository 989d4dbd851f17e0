import { splitOutsideBrackets } from './cleaning.ts';
import { stateNamed } from './states.ts';

/** A name in a list of counties, and what was said beside it. */
export interface Mention {
  name: string;
  /** USPS code, where the list says it of this name. */
  state: string | null;
  partial: boolean;
  note: string | null;
  /** What stands in brackets beside the name and is neither a state nor a part: perhaps the county of a town. */
  aside: string | null;
}

const WHOLE_STATE =
  /^(all|every county|state-?\s?wide|(the )?(entire|whole) state( of .+)?|throughout the state)( ?[([].*[)\]])?$/i;
const ALL_COUNTIES = /^all (?:of )?(?:the )?(?:\d+ )?(?:(.+) )?counties(?: (?:in|of|across) (.+))?$/i;

/** “ALL”, “All 100 counties”, “all counties of Oregon”; but not those of a region. */
export const saysStatewide = (text: string): boolean => {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[.!*]$/, '')
    .trim();
  const counties = ALL_COUNTIES.exec(line.replace(/ ?\([^()]*\)$/, ''));
  const ofState = (words: string | undefined): boolean =>
    words === undefined || /^the state\b/i.test(words) || stateNamed(words) !== null;
  return WHOLE_STATE.test(line) || (counties !== null && counties.slice(1).every(ofState));
};

const NO_LIST =
  /^(see (the |our )?(web ?site|web|notes?|page|map|below|above)|various|varies|multiple|several|many|some)( counties)?\.?$/i;

/** A cell that speaks of counties and names none. */
export const namesNone = (text: string): boolean => NO_LIST.test(text);

const STRONG = /\s*[\n;,|•·/]\s*|\s+[-–—]+\s+/;
const ONLY_A_STATE = /^([A-Z]{2}|([A-Z]\.\s?){2})$/;
const ONLY_A_PART = /^\(?(part|parts|partial|partly|in part|pt\.?)\)?$/i;

const DIRECTION =
  '(?:north|south|east|west|central|upper|lower|mid|rural|urban|(?:north|south)[- ]?(?:east|west)|(?:(?:north|south)[- ]?)?(?:east|west)ern|northern|southern)';
const PART_BEFORE = new RegExp(
  `^(?:the )?(?:(?:${DIRECTION} )?(?:parts?|portions?|areas?|half|halves|side|end|corner|section)(?: of)?|some of|${DIRECTION})(?: the)? (.+)$`,
  'i',
);
const PART_AFTER = new RegExp(
  `^(.+?)[ ,:-]+(?:in part|partly|partial|part|${DIRECTION}(?: part| half)?)$`,
  'i',
);
const PART_INSIDE = new RegExp(
  `\\b(part|parts|partial|partly|portions?|pt|city|cities|town|village|township|only|area|areas|district|zip|neighbou?rhoods?|half|end|reservation|${DIRECTION})\\b`,
  'i',
);
const GENERIC_PART = /^(in )?(part|parts|partial|partly|pt\.?|portion|part of (the )?county)$/i;
const WHOLE_INSIDE = /^(all|whole|entire|all of it|lead|lead county|county|primary|main)$/i;

/** The single entries of a list; words for a state or a part go with the name before them. */
export function listItems(text: string): string[] {
  const items: string[] = [];
  const list = text.replace(/^\s*(the )?(counties|county|parishes)( served| covered| of)?\s*:\s*/i, '');
  for (const part of splitOutsideBrackets(list, STRONG)) {
    const item = part
      .replace(/^(?:[-–—*]\s+|\d{1,2}[.)]\s+)/, '')
      .replace(/^(and|&|plus|also)\s+/i, '')
      .trim();
    const goesBefore =
      items.length > 0 && ((ONLY_A_STATE.test(item) && stateNamed(item)) || ONLY_A_PART.test(item));
    if (goesBefore) items.push(`${items.pop()} (${item.replace(/[()]/g, '')})`);
    else if (item !== '') items.push(item);
  }
  return items;
}

/** An entry without what stands in brackets, which says what it is about. */
export function mentionOf(item: string): Mention {
  const mention: Mention = { name: item, state: null, partial: false, note: null, aside: null };
  const asides: string[] = [];
  mention.name = item
    .replace(/\s*[([]([^()[\]]*)[)\]]/g, (_, inside: string) => (asides.push(inside.trim()), ''))
    .replace(/[()[\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const aside of asides) {
    const state = stateNamed(aside);
    if (aside === '' || WHOLE_INSIDE.test(aside)) continue;
    if (state !== null) mention.state = state;
    else if (PART_INSIDE.test(aside)) Object.assign(mention, partOf(aside));
    else mention.aside = aside;
  }
  if (mention.name === '' && asides.length > 0) mention.name = asides[0]!;
  return mention;
}

const partOf = (words: string): Pick<Mention, 'partial' | 'note'> => ({
  partial: true,
  note: GENERIC_PART.test(words) ? 'Part of the county' : words,
});

/** The same entry read as a part of a county: “northern X”, “part of X”, “X part”. Null when it says no such thing. */
export function asPart(mention: Mention): Mention | null {
  const name = PART_BEFORE.exec(mention.name)?.[1] ?? PART_AFTER.exec(mention.name)?.[1];
  return name === undefined ? null : { ...mention, name, partial: true, note: mention.note ?? mention.name };
}

/** The name of a place in “City of X”, “Town of X” or “X city”; null otherwise. */
export const placeNamed = (name: string): string | null =>
  /^(?:the )?(?:city|town|village|township|cities) of (.+)$/i.exec(name)?.[1] ??
  /^(.+) (?:city|town|township)$/i.exec(name)?.[1] ??
  null;

/** “X in Y County”: the place and where it lies. */
export function placeWithin(mention: Mention): Mention | null {
  const [, place, county] = /^(.+?),? (?:in|within) (.+)$/i.exec(mention.name) ?? [];
  return county === undefined
    ? null
    : { ...mention, name: county, partial: true, note: mention.note ?? place! };
}

/** A name that ends with a state: “Klickitat WA”, “York Maine”. */
export function withStateAfter(mention: Mention): Mention | null {
  const words = mention.name.split(' ');
  for (let last = 1; last <= 3 && last < words.length; last++) {
    const tail = words.slice(-last).join(' ').replace(/[()]/g, '');
    const state = /^[A-Z]{2}$|^([A-Z]\.){2}$|^[A-Z][a-z]{3,}|^[A-Z][a-z]+ [A-Z]/.test(tail)
      ? stateNamed(tail)
      : null;
    if (state !== null) return { ...mention, name: words.slice(0, -last).join(' '), state };
  }
  return null;
}
