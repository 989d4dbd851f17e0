import { nameKey } from '../../coalitions/name-key.ts';

/** USPS code, FIPS code, name, and how people shorten it beside the code. */
const TABLE = `
AL 01 Alabama|Ala
AK 02 Alaska
AZ 04 Arizona|Ariz
AR 05 Arkansas|Ark
CA 06 California|Calif|Cal
CO 08 Colorado|Colo
CT 09 Connecticut|Conn
DE 10 Delaware|Del
DC 11 District of Columbia|Washington DC|Washington D C
FL 12 Florida|Fla
GA 13 Georgia
HI 15 Hawaii|Hawai i
ID 16 Idaho|Ida
IL 17 Illinois|Ill
IN 18 Indiana|Ind
IA 19 Iowa
KS 20 Kansas|Kan|Kans
KY 21 Kentucky
LA 22 Louisiana
ME 23 Maine
MD 24 Maryland
MA 25 Massachusetts|Mass
MI 26 Michigan|Mich
MN 27 Minnesota|Minn
MS 28 Mississippi|Miss
MO 29 Missouri
MT 30 Montana|Mont
NE 31 Nebraska|Neb|Nebr
NV 32 Nevada|Nev
NH 33 New Hampshire
NJ 34 New Jersey
NM 35 New Mexico|N Mex
NY 36 New York
NC 37 North Carolina|N Carolina|No Carolina|N Car
ND 38 North Dakota|N Dakota|N Dak|No Dak
OH 39 Ohio
OK 40 Oklahoma|Okla
OR 41 Oregon|Ore|Oreg
PA 42 Pennsylvania|Penn|Penna
RI 44 Rhode Island
SC 45 South Carolina|S Carolina|So Carolina|S Car
SD 46 South Dakota|S Dakota|S Dak|So Dak
TN 47 Tennessee|Tenn
TX 48 Texas|Tex
UT 49 Utah
VT 50 Vermont
VA 51 Virginia|Virg
WA 53 Washington|Wash|Washington State
WV 54 West Virginia|W Virginia|W Va
WI 55 Wisconsin|Wis|Wisc
WY 56 Wyoming|Wyo
AS 60 American Samoa
GU 66 Guam
MP 69 Northern Mariana Islands
PR 72 Puerto Rico
VI 78 Virgin Islands|U S Virgin Islands|USVI`;

/** States with a common border, each pair once. Four that meet in a point count as having none. */
const BORDERS =
  'AL-FL AL-GA AL-MS AL-TN AR-LA AR-MO AR-MS AR-OK AR-TN AR-TX AZ-CA AZ-NM AZ-NV AZ-UT CA-NV CA-OR CO-KS ' +
  'CO-NE CO-NM CO-OK CO-UT CO-WY CT-MA CT-NY CT-RI DC-MD DC-VA DE-MD DE-NJ DE-PA FL-GA GA-NC GA-SC GA-TN ' +
  'IA-IL IA-MN IA-MO IA-NE IA-SD IA-WI ID-MT ID-NV ID-OR ID-UT ID-WA ID-WY IL-IN IL-KY IL-MO IL-WI IN-KY ' +
  'IN-MI IN-OH KS-MO KS-NE KS-OK KY-MO KY-OH KY-TN KY-VA KY-WV LA-MS LA-TX MA-NH MA-NY MA-RI MA-VT MD-PA ' +
  'MD-VA MD-WV ME-NH MI-OH MI-WI MN-ND MN-SD MN-WI MO-NE MO-OK MO-TN MS-TN MT-ND MT-SD MT-WY NC-SC NC-TN ' +
  'NC-VA ND-SD NE-SD NE-WY NH-VT NJ-NY NJ-PA NM-OK NM-TX NV-OR NV-UT NY-PA NY-VT OH-PA OH-WV OK-TX OR-WA ' +
  'PA-WV SD-WY TN-VA UT-WY VA-WV';

interface StateFact {
  usps: string;
  fips: string;
  name: string;
}

const facts: StateFact[] = [];
const byText = new Map<string, string>();
for (const line of TABLE.trim().split('\n')) {
  const [usps, fips] = [line.slice(0, 2), line.slice(3, 5)];
  const [name, ...others] = line.slice(6).split('|') as [string, ...string[]];
  facts.push({ usps, fips, name });
  for (const text of [usps, [...usps].join(' '), name, ...others]) byText.set(nameKey(text), usps);
}
const byFips = new Map(facts.map(({ usps, fips }) => [fips, usps]));
const byUsps = new Map(facts.map((state) => [state.usps, state]));

const neighbours = new Map<string, Set<string>>(facts.map(({ usps }) => [usps, new Set()]));
for (const border of BORDERS.split(' ')) {
  const [a, b] = border.split('-') as [string, string];
  neighbours.get(a)!.add(b);
  neighbours.get(b)!.add(a);
}

/** The USPS code for a code, a name or a usual abbreviation; null for anything else. */
export const stateNamed = (text: string): string | null =>
  byText.get(nameKey(text).replace(/^(the )?(state|commonwealth) of /, '')) ?? null;

/** The USPS code by the first two digits of a county's code. */
export const stateOfFips = (fips: string): string | null => byFips.get(fips.slice(0, 2)) ?? null;

export const fipsOfState = (usps: string): string | null => byUsps.get(usps)?.fips ?? null;

export const nameOfState = (usps: string): string => byUsps.get(usps)?.name ?? usps;

export const bordersOn = (usps: string): ReadonlySet<string> => neighbours.get(usps) ?? new Set();

/**
 * The states of `among` that texts name in full: words in sentences, or letters of the host in web addresses. A state
 * whose name is also that of a county in the row proves nothing.
 */
export function statesMentioned(
  texts: readonly string[],
  among: Iterable<string>,
  countyNames: readonly string[],
): string[] {
  const counties = new Set(countyNames.map(nameKey));
  const words = texts.map((text) => ` ${nameKey(text.replace(/https?:\/\/\S+/gi, ' '))} `);
  const hosts = texts.flatMap((text) =>
    [...text.matchAll(/https?:\/\/([^\s/]+)/gi)].map(([, host]) => host!.toLowerCase()),
  );
  return [...among].filter((usps) => {
    const name = nameKey(nameOfState(usps));
    if (counties.has(name)) return false;
    const letters = name.replaceAll(' ', '');
    const home = new RegExp(`(${letters}|\\.${usps.toLowerCase()}\\.(us|gov)$)`);
    return (
      words.some((text) => text.replaceAll(`${name} city`, '').includes(` ${name} `)) ||
      hosts.some((host) => home.test(host))
    );
  });
}
