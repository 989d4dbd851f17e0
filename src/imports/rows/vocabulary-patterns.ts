export type ReadTaxonomy = 'coalition-kind' | 'sector' | 'framework' | 'population';

type Patterns = readonly (readonly [code: string, words: RegExp])[];

/** In this order: what is said more exactly comes before what is said more broadly. */
const sectors: Patterns = [
  [
    'youth-serving',
    /youth[- ](serving|organi[sz]ation|development|program)|boys (and|&) girls club|4-h|mentoring/i,
  ],
  [
    'courts-justice',
    /juvenile|probation|court|criminal justice|corrections|\bjustice\b|legal|attorney|^law$/i,
  ],
  ['law-enforcement', /law enforcement|police|policing|sheriff/i],
  ['higher-education', /higher ed|universit|college|research|academ/i],
  [
    'early-childhood',
    /early (childhood|learning|education|intervention|care)|child ?care|home visiting|head start|pre-?k\b|preschool|smart start/i,
  ],
  ['substance-use-prevention', /substance|addiction|drug|opioid|tobacco|alcohol|\bprevention\b|recovery/i],
  [
    'lived-experience',
    /lived[- ]experience|famil(y|ies) (leader|voice|partner)|parent leader|peer|^families$|survivor/i,
  ],
  [
    'human-services',
    /(human|social|family|child(ren)? and family|children'?s|crisis|domestic violence|disability|aging) (services?|support)|child (welfare|protect)|family (support|resource)|foster|^dss$|food|seniors/i,
  ],
  [
    'healthcare',
    /health|hospital|pediatric|medic|doctor|physician|nurs|clinic|managed care|perinatal|dental|^fqhc/i,
  ],
  ['religious-fraternal', /faith|religio|church|ministr|congregation|clergy|fraternal/i],
  ['philanthropy', /philanthrop|funder|foundation|united way|donor/i],
  ['housing', /housing|homeless|shelter/i],
  ['school', /school|education|k-?12|teacher|\blea\b|literacy/i],
  [
    'government',
    /government|county gov|city gov|municipal|public (sector|agenc|safety)|tribal|tribes?\b|state agenc|elected|military|armed services/i,
  ],
  ['business', /business|chamber|employer|industry|private sector|workforce|economic development|bank/i],
  ['media', /media|press\b|radio|newspaper|television/i],
  ['parents', /parent|caregiver|guardian/i],
  ['civic-volunteer', /civic|volunteer|service club|rotary|community group|neighbou?rhood association/i],
  ['youth', /^(youth|young people|teens?|students?)( voice| leaders?)?$/i],
];

const frameworks: Patterns = [
  ['pair-of-aces', /pair of aces/i],
  ['nchrci-theory-of-change', /nchrci|healthy (&|and) resilient communities/i],
  ['resilient-nc-strategies', /resilient nc|(eight|8) strategies/i],
  ['nc-early-childhood-action-plan', /(nc|north carolina) early childhood action plan|^ecap$/i],
  ['pathways-grade-level-reading', /grade[- ]level reading|^pathways$/i],
  ['healthy-nc-2030', /healthy (nc|north carolina) 2030/i],
  ['nc-trauma-informed-communities', /ccfh|trauma[- ]informed communities project/i],
  ['thriving-families-priorities', /thriving families/i],
  ['co-maltreatment-prevention', /maltreatment prevention framework/i],
  ['co-early-childhood-framework', /colorado early childhood framework/i],
  ['launch-together', /launch together/i],
  ['child-success-model', /child success model/i],
  ['child-success-blueprint', /child success blueprint/i],
  ['early-learning-hubs', /early learning hubs?/i],
  ['building-community-resilience', /building community resilience|^bcr$/i],
  ['strengthening-families-infants-toddlers', /strengthening families.*infant|zero to three/i],
  ['strengthening-families', /strengthening families|(five )?protective factors/i],
  ['hope', /\bHOPE\b|positive childhood experiences|^pces$/],
  ['collective-impact', /collective impact/i],
  ['cdc-essentials-for-childhood', /essentials for childhood/i],
  ['cdc-aces-prevention', /cdc.*(aces?|adverse)|aces? prevention/i],
  ['six-conditions-systems-change', /(six )?conditions of systems? change|water of systems/i],
  ['seven-vital-conditions', /vital conditions/i],
  ['prenatal-to-3-policy-roadmap', /prenatal[- ]to[- ](3|three)/i],
  ['core-policies-13', /core policies|strong foundations/i],
  ['safe-babies', /safe babies/i],
  ['growing-resilient-communities', /growing resilient communities/i],
  ['ace-interface', /ace interface/i],
  ['paces-science', /paces( science)?$/i],
  ['near-science', /near science|^near$/i],
  ['early-relational-health', /relational health/i],
  ['two-generation', /two[- ]gen|\b2-?gen/i],
  ['communities-that-care', /communities that care|^ctc$/i],
  ['drug-free-communities', /drug[- ]free communit|^dfc$/i],
  ['cpwi', /cpwi|prevention and wellness/i],
  ['marc', /^marc$|mobilizing action/i],
  ['self-healing-communities', /self[- ]healing/i],
  ['community-resiliency-model', /community resilien(cy|t) model|^crm$/i],
  ['sanctuary-model', /sanctuary/i],
  ['spectrum-of-prevention', /spectrum of prevention/i],
  ['trauma-informed-care', /trauma[- ](informed|responsive)/i],
  ['aces', /^(the )?aces?( science| study)?$|adverse childhood experiences?/i],
];

const populations: Patterns = [
  ['conception-to-two', /first 1,?000 days|conception|second birthday/i],
  ['prenatal-to-one', /prenatal|perinatal|pregnan|expect(ing|ant)|infants?|newborn|babies/i],
  ['birth-to-eight', /(birth|0|zero) ?(to|through|thru|[-–]) ?(8|eight)/i],
  [
    'birth-to-five',
    /(birth|0|zero) ?(to|through|thru|[-–]) ?(3|5|three|five)|under (5|five|6|six)|toddler|preschool|young children|early childhood/i,
  ],
  ['foster-care', /foster|out-of-home|kinship/i],
  [
    'american-indian-alaska-native',
    /american indian|native american|alaska native|indigenous|tribal|tribes/i,
  ],
  ['native-hawaiian-pacific-islander', /hawaiian|pacific islander/i],
  ['middle-eastern-north-african', /middle eastern|north african|^mena$/i],
  ['black-african-american', /\bblack\b|african[- ]american/i],
  ['hispanic-latino', /hispanic|latin[oaxe]/i],
  ['asian', /\basian\b/i],
  ['white', /^white\b|caucasian/i],
  ['caregivers', /parent|caregiver|mothers?|fathers?|grandparent/i],
  ['families', /famil(y|ies)|households?/i],
  ['youth', /youth|teen|adolescen|young (people|adults?)|students?/i],
  ['communities', /communit(y|ies)|residents?|everyone|all ages|general public|whole county/i],
];

/** Local kinds of prevention and childhood before the general words for any body of people. */
const kinds: Patterns = [
  ['design-pilot', /design pilot/i],
  ['demonstration-pilot', /demonstration|\bpilot\b/i],
  ['early-learning-hub', /early learning (services )?hub|early (childhood|learning) hub|\bhub\b/i],
  ['early-childhood-council', /early childhood council/i],
  ['family-resource-center', /family (resource |link )?cent(er|re)/i],
  ['local-plan', /\bplan(ning)?\b/i],
  [
    'prevention-coalition',
    /communities that care|drug[- ]free|prevention (coalition|partner)|substance (use|abuse|misuse)/i,
  ],
  ['state-network', /state(wide)? (network|coalition|initiative|alliance|partnership)|\bstatewide\b/i],
  ['regional-coalition', /\bregional\b|multi-?county/i],
  ['backbone', /backbone/i],
  ['council', /\bcouncil\b/i],
  ['local-coalition', /coalition|task ?force|collaborative|alliance|partnership|network|taskforce|local/i],
  ['project', /\bproject\b/i],
  ['program', /\bprogram(me)?\b/i],
  ['activity-event', /\b(activity|events?)\b/i],
  ['service-delivery', /service delivery/i],
  ['community-mobilization', /mobili[sz]ation/i],
  ['comprehensive', /comprehensive/i],
];

export const patternsOf: Readonly<Record<ReadTaxonomy, Patterns>> = {
  'coalition-kind': kinds,
  sector: sectors,
  framework: frameworks,
  population: populations,
};
