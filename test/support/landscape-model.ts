/** A strategy as it is saved, with what the landscape has no eye for left out. */
export interface ModelStrategy {
  nodes: { key: string; kind: string; text: string; approachCode: string | null }[];
  links: { from: string; to: string }[];
  alignments: { nodeKey?: string; goalCode?: string; intent: string }[];
}

export interface ModelProfile {
  statewide: boolean;
  counties: string[];
  sectors: string[];
  /** Names of organisations, by the key under which two spellings are one. */
  partners: string[];
  backbone: string | null;
}

/** What one coalition has made public. */
export interface ModelRecord {
  slug: string;
  demo: boolean;
  profile: ModelProfile;
  strategy: ModelStrategy | null;
  verified: boolean;
}

export interface ModelGoal {
  parent: string | null;
  retired: boolean;
  replacedBy: string | null;
}

export type ModelFramework = Map<string, ModelGoal>;

export const TOWARDS = ['CONTRIBUTES', 'PARTLY'];

/** The goal in force that a code means, or nothing. */
export function presentGoal(framework: ModelFramework, code: string): string | null {
  for (let at: string | null = code; at !== null; at = framework.get(at)!.replacedBy) {
    if (!framework.get(at)!.retired) return at;
  }
  return null;
}

/** The figures that a landscape must show: each time counted anew, coalition by coalition, from what is public. */
export class LandscapeModel {
  constructor(
    private readonly framework: ModelFramework,
    private readonly records: readonly ModelRecord[],
    /** What the public record says of an organisation. */
    private readonly sectorOf: (organization: string) => string | null,
    /** How many may have a thing that makes ties. */
    private readonly widelyShared: number,
  ) {}

  get goals(): string[] {
    return [...this.framework].filter(([, { retired }]) => !retired).map(([code]) => code);
  }

  coverage(
    goal: string,
    county: string,
    { intents = TOWARDS, statewide = false, demo = false }: CoverageWish = {},
  ): number {
    return this.shown(demo).filter((record) => {
      const there = record.profile.statewide ? statewide : record.profile.counties.includes(county);
      return there && this.isAligned(record, goal, intents);
    }).length;
  }

  /** Whether the strategy speaks of the goal in one of these ways, itself or by a goal below. */
  isAligned({ strategy }: ModelRecord, goal: string, intents: readonly string[]): boolean {
    return (strategy?.alignments ?? []).some(({ goalCode, intent }) => {
      if (goalCode === undefined || !intents.includes(intent)) return false;
      const speaksOf = presentGoal(this.framework, goalCode);
      return intent === 'INTENTIONALLY_NOT_ADDRESSED'
        ? speaksOf === goal
        : this.withAbove(speaksOf).includes(goal);
    });
  }

  alignedWith(goal: string, intents: readonly string[] = TOWARDS): string[] {
    return this.records
      .filter((record) => this.isAligned(record, goal, intents))
      .map(({ slug }) => slug)
      .sort();
  }

  sector(sector: string, demo: boolean): { coalitionCount: number; partnerCount: number } {
    const records = this.shown(demo);
    const partners = new Set(records.flatMap(({ profile }) => profile.partners));
    return {
      coalitionCount: records.filter(({ profile }) => profile.sectors.includes(sector)).length,
      partnerCount: [...partners].filter((partner) => this.sectorOf(partner) === sector).length,
    };
  }

  /** Coalitions by the steps of a pathway, in the order of the text. */
  pathways(goal: string, demo: boolean): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { strategy } of this.shown(demo)) {
      const ways = new Set(
        (strategy?.alignments ?? []).flatMap(({ nodeKey, goalCode, intent }) => {
          if (!TOWARDS.includes(intent)) return [];
          const counts = this.withAbove(presentGoal(this.framework, goalCode!)).includes(goal);
          return counts ? waysTo(strategy!, nodeKey!) : [];
        }),
      );
      for (const way of ways) counts[way] = (counts[way] ?? 0) + 1;
    }
    return counts;
  }

  /** `slug slug partners counties goals` of each pair that has a tie, in the order of the text. */
  ties(demo: boolean): string[] {
    const records = this.shown(demo);
    const all = this.records.map((record) => this.thingsOf(record));
    const isRare = (thing: string): boolean =>
      all.filter((things) => things.has(thing)).length <= this.widelyShared;
    return records
      .flatMap((a, i) =>
        records.slice(i + 1).flatMap((b) => {
          const counts = [
            common(organizationsOf(a), organizationsOf(b)),
            common(a.profile.counties, b.profile.counties),
            common(this.ownGoals(a), this.ownGoals(b)),
          ];
          const others = this.thingsOf(b);
          const tied = [...this.thingsOf(a)].some((thing) => others.has(thing) && isRare(thing));
          return tied ? [[...[a.slug, b.slug].sort(), ...counts].join(' ')] : [];
        }),
      )
      .sort();
  }

  verified(demo: boolean): { today: number; never: number } {
    const records = this.shown(demo);
    const today = records.filter(({ verified }) => verified).length;
    return { today, never: records.length - today };
  }

  private shown(demo: boolean): ModelRecord[] {
    return this.records.filter((record) => demo || !record.demo);
  }

  private withAbove(goal: string | null): string[] {
    const codes: string[] = [];
    for (let at = goal; at !== null; at = this.framework.get(at)!.parent) codes.push(at);
    return codes;
  }

  private thingsOf(record: ModelRecord): Set<string> {
    return new Set([
      ...organizationsOf(record).map((name) => `organisation ${name}`),
      ...record.profile.counties.map((fips) => `county ${fips}`),
      ...this.ownGoals(record).map((code) => `goal ${code}`),
    ]);
  }

  /** Those that the strategy itself works towards. */
  ownGoals({ strategy }: ModelRecord): string[] {
    return (strategy?.alignments ?? []).flatMap(({ goalCode, intent }) => {
      const goal = TOWARDS.includes(intent) ? presentGoal(this.framework, goalCode!) : null;
      return goal ?? [];
    });
  }
}

export interface CoverageWish {
  intents?: readonly string[];
  statewide?: boolean;
  demo?: boolean;
}

const organizationsOf = ({ profile: { partners, backbone } }: ModelRecord): string[] =>
  backbone === null ? partners : [...partners, backbone];

const common = (a: string[], b: string[]): number =>
  [...new Set(a)].filter((item) => b.includes(item)).length;

/** Every way to a node from where nothing leads to. */
function waysTo({ nodes, links }: ModelStrategy, key: string): string[] {
  const { kind, approachCode } = nodes.find((node) => node.key === key)!;
  const step = approachCode === null ? kind : `${kind}:${approachCode}`;
  const before = links.filter(({ to }) => to === key);
  if (before.length === 0) return [step];
  return before
    .flatMap(({ from }) => waysTo({ nodes, links, alignments: [] }, from))
    .map((way) => `${way} ${step}`);
}
