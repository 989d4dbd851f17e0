import { nameKey } from '../../coalitions/name-key.ts';

/** What a column says of a coalition. */
export type Meaning =
  | 'id'
  | 'name'
  | 'aliases'
  | 'state'
  | 'counties'
  | 'fips'
  | 'countyBasis'
  | 'scope'
  | 'kind'
  | 'backbone'
  | 'sectors'
  | 'populations'
  | 'website'
  | 'founded'
  | 'frameworks'
  | 'sources'
  | 'notes'
  | 'summary'
  | 'mission';

const GROUP =
  '(?:coalition|collaborative|organi[sz]ation|org|initiative|group|network|partnership|program|agency|council|task force)';
const LEADING = '(?:lead|leading|backbone|host|hosting|convening|sponsoring|parent|anchor|fiscal)';
const YEAR = '(?:year|yr|date|when)';
const BEGAN = '(?:founded|est|established|started|formed|launched|began|created)';

/** Whole headings in the singular, lower-case and without punctuation (`spellings`). The first that fits counts. */
const patterns: [Meaning, RegExp][] = Object.entries({
  id: `id|identifier|slug|key|(?:${GROUP}|record|unique|external|registry) (?:id|identifier|slug|key|code)`,
  name: `(?:(?:full|official|legal) )?(?:${GROUP} (?:or )?)*name|name of (?:the )?(?:${GROUP} ?(?:or )?)+`,
  aliases:
    'alias|a k a|aka|(?:also|otherwise|formerly|previously) (?:known|called|named)(?: as)?|(?:other|former|previous|alternate|alternative|short) name|acronym|abbreviation|formerly|nickname',
  state:
    '(?:us )?state(?: s)?(?: (?:or|and) territory)?|st|state (?:abbreviation|abbrev|abbr|code|name|territory)',
  fips: '(?:county )?(?:fip|fips)(?: county)?(?: code)?(?: s)?|fips county|(?:county )?geoid|county code',
  countyBasis:
    '(?:county|coverage) basis|basis|basis (?:of|for) (?:the )?(?:county|coverage)|(?:county )?stated or inferred',
  counties:
    '(?:list of )?county(?: s| ies| county| or parish| parish| list| name)?(?: (?:served|covered|included|reached|involved))?|county in (?:the )?service area|(?:service|catchment|coverage|geographic|target) area|area (?:served|covered)|region served|coverage|geography|parish|jurisdiction',
  scope: 'scope|geographic (?:scope|level|reach)|reach|level|(?:local|county) or (?:statewide|state)|scale',
  kind: `kind|type|category|classification|${GROUP} (?:kind|type|category)|(?:kind|type|category) of ${GROUP}`,
  backbone: `(?:${LEADING}(?: or)? ?)+(?:${GROUP}|entity|organizer)?(?: name)?|convener|convenor|(?:fiscal )?(?:sponsor|agent)|(?:led|hosted|run|convened|housed|sponsored) (?:by|at)|home org|${GROUP} lead`,
  sectors:
    '(?:partner |member |community |participating )?sector(?: (?:represented|involved|engaged|participating|included|at (?:the )?table))?|who(?: is)? at (?:the )?table',
  populations:
    '(?:target |priority |focus |key )?population(?: (?:served|of focus|focus|reached))?|who (?:is|they|we) served?|people served|target (?:group|audience)|audience|age group|age served',
  website: `(?:${GROUP} )?(?:web ?site|web ?page|home ?page|web|url|web ?(?:site )?(?:address|link|url))|website or (?:link|url)`,
  founded: `${BEGAN}|${YEAR} ${BEGAN}|${BEGAN} (?:in|on|${YEAR})|${YEAR} of (?:founding|establishment|formation|origin)|(?:founding|start|inception|launch|formation|establishment) ?${YEAR}?|since`,
  frameworks:
    '(?:(?:theoretical|guiding|practice|evidence based) )?(?:(?:framework|model|approach)(?: or| and)? ?)+(?:used|followed|applied)?',
  sources:
    '(?:data |information |info )?source(?: url| link| of (?:the )?(?:information|info|data)| website| name)?|(?:where )?(?:did )?(?:we |it was |i |was )?(?:found|find)(?: it| this| at| on| in)?|retrieved from|reference(?: url| link)?|citation|provenance|evidence',
  notes:
    '(?:additional |other |internal |general |staff |our )?(?:note|comment|remark)(?: (?:or |and )?comment)?|additional (?:info|information)|other information|anything else|misc|miscellaneous',
  summary:
    '(?:short |brief )?(?:summary|description|overview|blurb)|about|abstract|what (?:they|we|it) (?:do|doe)',
  mission: '(?:our )?(?:mission|purpose|vision)(?: (?:and|or))?(?: (?:mission|purpose|vision|statement))*',
} satisfies Record<Meaning, string>).map(([meaning, pattern]) => [
  meaning as Meaning,
  new RegExp(`^(?:${pattern})$`),
]);

/** Words that mean this only where no heading says it clearly. The registry's own files have `coalition` for its id. */
const weakPatterns: [Meaning, RegExp][] = [
  ['name', new RegExp(`^(?:${GROUP} ?(?:or )?)+$|^title$|^entity$|^coalition title$`)],
  ['id', /^coalition$/],
  ['website', /^(?:link|site|internet)$/],
  ['founded', /^year$/],
  ['counties', /^(?:location|area|region)$/],
];

/** For each heading its meaning, none of them twice. */
export function meaningsOf(headings: readonly string[]): (Meaning | null)[] {
  const taken = new Set<Meaning>();
  const keys = headings.map(spellings);
  const meanings = keys.map((spelled) => claimed(spelled, patterns, taken));
  const strong = new Set(keys.flatMap((spelled, at) => (found(spelled, patterns).length ? [at] : [])));
  return meanings.map((meaning, at) =>
    meaning === null && !strong.has(at) ? claimed(keys[at]!, weakPatterns, taken) : meaning,
  );
}

function claimed(spelled: string[], of: [Meaning, RegExp][], taken: Set<Meaning>): Meaning | null {
  const meanings = found(spelled, of);
  // A clear heading means one thing; a weak one the first that is still free.
  const free = of === patterns ? meanings.slice(0, 1) : meanings;
  const meaning = free.find((one) => !taken.has(one)) ?? null;
  if (meaning) taken.add(meaning);
  return meaning;
}

const found = (spelled: string[], of: [Meaning, RegExp][]): Meaning[] =>
  spelled.flatMap((key) => of.filter(([, pattern]) => pattern.test(key)).map(([meaning]) => meaning));

/** A heading as it may be meant: whole, without what is in brackets, and without the coalition that it is about. */
function spellings(heading: string): string[] {
  const words = heading.slice(0, 200).replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const whole = singular(nameKey(words));
  const short = singular(nameKey(words.replace(/[([{].*?[)\]}]/g, ' ')));
  const about = [whole, short].map((key) =>
    key.replace(/^(?:the )?(?:coalition|organi[sz]ation|org) (?=.)/, ''),
  );
  return [...new Set([whole, short, ...about])].filter((key) => key !== '');
}

const singular = (key: string): string =>
  key
    .split(' ')
    .map((word) => {
      if (/^(?:fips|alias|basis|address)$/.test(word) || word.length < 4) return word;
      if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
      if (/(?:s|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
      return /(?:ss|us|is)$/.test(word) ? word : word.replace(/s$/, '');
    })
    .join(' ');
