import type {
  CrosswalkMatch,
  DemonstrationGoalReference,
  DemonstrationItemReference,
  DemonstrationMapping,
} from './demonstration.types.ts';

const nc = (goal: string): DemonstrationGoalReference => ({ network: 'north-carolina', goal });
const co = (goal: string): DemonstrationGoalReference => ({ network: 'colorado', goal });
const or = (goal: string): DemonstrationGoalReference => ({ network: 'oregon', goal });
const itemOf =
  (framework: string) =>
  (item: string): DemonstrationItemReference => ({ framework, item });
const cdc = itemOf('cdc-aces-prevention');
const factor = itemOf('strengthening-families');
const hope = itemOf('hope');
const impact = itemOf('collective-impact');
const hubs = itemOf('early-learning-hubs');

const SAME_LAW = 'Both are the goal that Oregon law sets for the hubs (HB 2013 of 2013).';

const mapping = (
  from: DemonstrationGoalReference,
  match: CrosswalkMatch,
  to: DemonstrationMapping['to'],
  note: string,
): DemonstrationMapping => ({ from, to, match, note });

/** Our own judgement, of the titles and descriptions that are public; no owner has confirmed it. */
export const demonstrationCrosswalk: DemonstrationMapping[] = [
  mapping(
    nc('NC-G1'),
    'NARROWER',
    co('CO-O6'),
    'Maltreatment is one of the many forms of adversity, and Colorado counts only children to age five.',
  ),
  mapping(
    nc('NC-G3'),
    'NARROWER',
    co('CO-P1-G'),
    'Both change how systems work together; Colorado names three public systems, North Carolina all sectors.',
  ),
  mapping(
    co('CO-P1-G'),
    'CLOSE',
    or('OR-H1'),
    'Both align public systems around the family; the systems they name overlap but are not the same.',
  ),
  mapping(
    or('OR-A1'),
    'NARROWER',
    co('CO-P2-G'),
    'Colorado speaks of services to the first birthday, Oregon of the whole system to the second.',
  ),
  mapping(
    or('OR-H3'),
    'BROADER',
    nc('NC-G2'),
    'Stable and attached families are among the protective factors, which also lie in the community.',
  ),
  mapping(
    or('OR-B4'),
    'RELATED',
    co('CO-O3'),
    'Oregon names a means, cash; Colorado names the state that such means are to bring about.',
  ),
  mapping(
    co('CO-P3-G'),
    'BROADER',
    cdc('cdc-2'),
    'Norms of connection and of asking for help are some of the norms that protect against adversity.',
  ),
  mapping(
    co('CO-P2-G'),
    'BROADER',
    cdc('cdc-3'),
    'The first year is part of a strong start, which goes on through child care and preschool.',
  ),
  mapping(
    co('CO-O3'),
    'RELATED',
    cdc('cdc-1'),
    'The strategy names the supports, the outcome the security that families have through them.',
  ),
  mapping(or('OR-B4'), 'BROADER', cdc('cdc-1'), 'Cash is one of several economic supports for families.'),
  mapping(
    or('OR-B2'),
    'BROADER',
    factor('pf-4'),
    'Food is one of the concrete things that a family may need.',
  ),
  mapping(
    nc('NC-G2'),
    'NARROWER',
    hope('hope-1'),
    'Safe and supportive relationships are one kind of the positive experiences that the goal wants more of.',
  ),
  mapping(
    nc('NC-G2'),
    'NARROWER',
    factor('pf-2'),
    'Social connections are one of the protective factors that the goal wants more of.',
  ),
  mapping(
    co('CO-O2'),
    'RELATED',
    factor('pf-1'),
    'Healthy caregivers cope better and those who cope stay healthier, yet the two are measured apart.',
  ),
  mapping(
    co('CO-O4'),
    'RELATED',
    hope('hope-3'),
    'Both mean taking part in the community; Colorado speaks of families, HOPE of the child’s experience.',
  ),
  mapping(
    nc('NC-G3'),
    'RELATED',
    impact('ci-3'),
    'Collaboration across sectors needs activities that fit together, but the condition is a means to any end.',
  ),
  mapping(
    co('CO-P1-G'),
    'RELATED',
    impact('ci-1'),
    'Systems that put the family at the center share an agenda; the condition leaves open which one.',
  ),
  mapping(or('OR-H1'), 'EXACT', hubs('elh-1'), SAME_LAW),
  mapping(or('OR-H2'), 'EXACT', hubs('elh-2'), SAME_LAW),
  mapping(or('OR-H3'), 'EXACT', hubs('elh-3'), SAME_LAW),
];
