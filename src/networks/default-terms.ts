export const taxonomies = [
  'coalition-kind',
  'sector',
  'population',
  'framework',
  'approach',
  'systems-condition',
  'vital-condition',
  'initiative-kind',
  'protective-factor',
] as const;
export type Taxonomy = (typeof taxonomies)[number];

export interface TermFact {
  taxonomy: Taxonomy;
  code: string;
  label: string;
}

type Terms = readonly (readonly [code: string, label: string])[];

const forEveryNetwork: Readonly<Record<Taxonomy, Terms>> = {
  // The kinds that published directories use, and CADCA's four types: preventionsolutions.edc.org.
  'coalition-kind': [
    ['local-coalition', 'Local coalition'],
    ['regional-coalition', 'Regional coalition'],
    ['state-network', 'State network'],
    ['prevention-coalition', 'Prevention coalition'],
    ['early-childhood-council', 'Early childhood council'],
    ['early-learning-hub', 'Early learning hub'],
    ['family-resource-center', 'Family resource center'],
    ['council', 'Council'],
    ['backbone', 'Backbone organization'],
    ['local-plan', 'Local plan'],
    ['design-pilot', 'Design pilot'],
    ['demonstration-pilot', 'Demonstration pilot'],
    ['program', 'Program'],
    ['project', 'Project'],
    ['activity-event', 'Activity or event coalition'],
    ['service-delivery', 'Service or program delivery coalition'],
    ['community-mobilization', 'Community mobilization coalition'],
    ['comprehensive', 'Comprehensive community coalition'],
  ],
  // The first twelve: Drug-Free Communities, cdc.gov/drugoverdose/drug-free-communities/coalitions.html.
  // The others: sectors that the statewide initiatives and publichealth.gwu.edu name beyond the twelve.
  sector: [
    ['youth', 'Youth'],
    ['parents', 'Parents'],
    ['business', 'Business'],
    ['media', 'Media'],
    ['school', 'School'],
    ['youth-serving', 'Youth-serving organization'],
    ['law-enforcement', 'Law enforcement'],
    ['religious-fraternal', 'Religious or fraternal organization'],
    ['civic-volunteer', 'Civic or volunteer group'],
    ['healthcare', 'Healthcare professional or organization'],
    ['government', 'State, local or tribal government agency'],
    ['substance-use-prevention', 'Other organization involved in reducing substance use'],
    ['early-childhood', 'Early childhood'],
    ['human-services', 'Human and social services'],
    ['housing', 'Housing'],
    ['higher-education', 'Higher education and research'],
    ['philanthropy', 'Philanthropy'],
    ['courts-justice', 'Courts and justice'],
    ['lived-experience', 'Family and lived-experience leaders'],
  ],
  population: [
    // The age spans of Colorado, Oregon and North Carolina: coloradolab.org, oregoncollaborative.org, ncdhhs.gov.
    ['prenatal-to-one', 'Pregnancy to age one'],
    ['conception-to-two', 'Conception to second birthday (first 1,000 days)'],
    ['birth-to-five', 'Children from birth to age 5'],
    ['birth-to-eight', 'Children from birth through age 8'],
    ['youth', 'Youth'],
    ['caregivers', 'Parents and caregivers'],
    ['families', 'Families'],
    ['communities', 'Whole communities'],
    ['foster-care', 'Children in foster care'],
    // The seven minimum categories of OMB's Statistical Policy Directive 15: spd15revision.gov, 89 FR 22182.
    ['american-indian-alaska-native', 'American Indian or Alaska Native'],
    ['asian', 'Asian'],
    ['black-african-american', 'Black or African American'],
    ['hispanic-latino', 'Hispanic or Latino'],
    ['middle-eastern-north-african', 'Middle Eastern or North African'],
    ['native-hawaiian-pacific-islander', 'Native Hawaiian or Pacific Islander'],
    ['white', 'White'],
  ],
  framework: [
    // movinghealthcareupstream.org, sciety.org, cofamilycenters.org, positiveexperience.org,
    // citymatchlearning.org
    ['pair-of-aces', 'Pair of ACEs'],
    ['building-community-resilience', 'Building Community Resilience (BCR)'],
    ['strengthening-families', 'Strengthening Families: five protective factors'],
    ['hope', 'HOPE: four building blocks of positive childhood experiences'],
    ['collective-impact', 'Collective impact: five conditions'],
    // resources.safestates.org, sfu.ca, rippel.org/vital-conditions, pn3policy.org, zerotothree.org,
    // pathways-us.org, acesconnection.com
    ['cdc-aces-prevention', 'CDC: six strategies to prevent ACEs'],
    ['cdc-essentials-for-childhood', 'CDC Essentials for Childhood'],
    ['six-conditions-systems-change', 'Six conditions of systems change'],
    ['seven-vital-conditions', 'Seven vital conditions for health and well-being'],
    ['prenatal-to-3-policy-roadmap', 'Prenatal-to-3 State Policy Roadmap'],
    [
      'strengthening-families-infants-toddlers',
      'Strengthening Families with Infants and Toddlers (ZERO TO THREE)',
    ],
    ['core-policies-13', 'Building Strong Foundations: 13 core policies (ZERO TO THREE and CLASP)'],
    ['safe-babies', 'Safe Babies Court Team approach'],
    ['growing-resilient-communities', 'Growing Resilient Communities'],
    // Named by local coalitions in their own published descriptions.
    ['aces', 'Adverse Childhood Experiences (ACEs)'],
    ['paces-science', 'PACEs science'],
    ['near-science', 'NEAR science'],
    ['trauma-informed-care', 'Trauma-informed care'],
    ['early-relational-health', 'Early relational health'],
    ['two-generation', 'Two-generation approach'],
    ['communities-that-care', 'Communities That Care'],
    ['drug-free-communities', 'Drug-Free Communities'],
    ['cpwi', 'Community Prevention and Wellness Initiative (CPWI)'],
    ['marc', 'Mobilizing Action for Resilient Communities (MARC)'],
    ['self-healing-communities', 'Self-Healing Communities'],
    ['ace-interface', 'ACE Interface'],
    ['community-resiliency-model', 'Community Resiliency Model'],
    ['sanctuary-model', 'Sanctuary Model'],
    ['spectrum-of-prevention', 'Spectrum of Prevention'],
  ],
  // CDC, Adverse Childhood Experiences Prevention Strategy: resources.safestates.org.
  approach: [
    ['cdc-economic-supports', 'Strengthen economic supports for families'],
    ['cdc-social-norms', 'Promote social norms that protect against violence and adversity'],
    ['cdc-strong-start', 'Ensure a strong start for children'],
    ['cdc-teach-skills', 'Teach skills'],
    ['cdc-connect-youth', 'Connect youth to caring adults and activities'],
    ['cdc-lessen-harms', 'Intervene to lessen immediate and long-term harms'],
  ],
  // FSG 2018, read at sfu.ca.
  'systems-condition': [
    ['policies', 'Policies'],
    ['practices', 'Practices'],
    ['resource-flows', 'Resource flows'],
    ['relationships-connections', 'Relationships and connections'],
    ['power-dynamics', 'Power dynamics'],
    ['mental-models', 'Mental models'],
  ],
  // rippel.org/vital-conditions, as printed at communitycommons.org.
  'vital-condition': [
    ['basic-needs', 'Basic needs for health and safety'],
    ['lifelong-learning', 'Lifelong learning'],
    ['meaningful-work-wealth', 'Meaningful work and wealth'],
    ['humane-housing', 'Humane housing'],
    ['reliable-transportation', 'Reliable transportation'],
    ['thriving-natural-world', 'Thriving natural world'],
    ['belonging-civic-muscle', 'Belonging and civic muscle'],
  ],
  // Pathways Action Map: buildthefoundation.org/pathways-action-map.
  'initiative-kind': [
    ['grassroots', 'Grassroots effort'],
    ['policy', 'Policy'],
    ['privately-funded-program', 'Privately funded program'],
    ['publicly-funded-program', 'Publicly funded program'],
    ['community-task-force', 'Community task force'],
    ['statewide', 'Statewide initiative'],
  ],
  // Strengthening Families (cofamilycenters.org), then HOPE's building blocks (positiveexperience.org).
  'protective-factor': [
    ['parental-resilience', 'Parental resilience'],
    ['social-connections', 'Social connections'],
    ['parenting-knowledge', 'Knowledge of parenting and child development'],
    ['concrete-support', 'Concrete support in times of need'],
    ['social-emotional-competence', 'Social and emotional competence of children'],
    ['hope-relationships', 'HOPE: Relationships'],
    ['hope-environment', 'HOPE: Environment'],
    ['hope-engagement', 'HOPE: Engagement'],
    ['hope-emotional-growth', 'HOPE: Emotional growth'],
  ],
};

const forOneNetwork = new Map<string, Partial<Record<Taxonomy, Terms>>>([
  [
    'north-carolina',
    {
      // smartstart.org, fpg.unc.edu, ncdhhs.gov, embed.clearimpact.com, buildthefoundation.org, ccfhnc.org
      framework: [
        ['nchrci-theory-of-change', 'NC Healthy & Resilient Communities Initiative: theory of change'],
        ['resilient-nc-strategies', 'Resilient NC: eight strategies'],
        ['nc-early-childhood-action-plan', 'NC Early Childhood Action Plan'],
        ['pathways-grade-level-reading', 'NC Pathways to Grade-Level Reading'],
        ['healthy-nc-2030', 'Healthy NC 2030'],
        ['nc-trauma-informed-communities', 'Trauma-Informed Communities Project (CCFH)'],
      ],
      // Resilient NC's eight: fpg.unc.edu/addressing-child-trauma-north-carolina-….
      approach: [
        ['nc-backbone-support', 'Backbone support'],
        ['nc-public-awareness', 'Public awareness'],
        ['nc-training', 'Training'],
        ['nc-public-private-partnership', 'Public-private partnership'],
        ['nc-cross-sector-partnership', 'Cross-sector partnership'],
        ['nc-policy-advocacy', 'Policy and advocacy'],
        ['nc-shared-measurement', 'Shared measurement'],
        ['nc-local-coalition-support', 'Local coalition support'],
      ],
    },
  ],
  [
    'colorado',
    {
      // coloradolab.org, co4kids.org, ecclacolorado.org, earlymilestones.org
      framework: [
        ['thriving-families-priorities', 'Colorado Partnership for Thriving Families: three priorities'],
        ['co-maltreatment-prevention', 'Colorado Child Maltreatment Prevention Framework for Action'],
        ['co-early-childhood-framework', 'Colorado Early Childhood Framework'],
        ['launch-together', 'LAUNCH Together'],
      ],
    },
  ],
  [
    'oregon',
    {
      // oregoncollaborative.org/upstream-initiative, oregonearlylearning.com/early-learning-hubs
      framework: [
        ['child-success-model', 'Child Success Model (Upstream Initiative)'],
        ['child-success-blueprint', 'Oregon Child Success Blueprint'],
        ['early-learning-hubs', 'Oregon Early Learning Hubs'],
      ],
    },
  ],
]);

/** The terms that a network starts with; its staff may change them afterwards. */
export function defaultTerms(networkSlug: string): TermFact[] {
  const own = forOneNetwork.get(networkSlug);
  return taxonomies.flatMap((taxonomy) =>
    [...forEveryNetwork[taxonomy], ...(own?.[taxonomy] ?? [])].map(([code, label]) => ({
      taxonomy,
      code,
      label,
    })),
  );
}
