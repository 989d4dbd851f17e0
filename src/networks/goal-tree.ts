import { globalId } from '../platform/graphql/ids.ts';
import { Goal, type GoalLevel, type Horizon } from './goal.type.ts';
import { type KeptSource, toSource } from './source.type.ts';

/** A goal as the database gives it, and as a version keeps it. */
export interface GoalRow {
  id: string;
  code: string;
  title: string;
  description: string | null;
  level: string;
  horizon: string | null;
  parentCode: string | null;
  targetDate: string | null;
  sources: KeptSource[];
}

/** What became of it, which no version keeps. */
export interface GoalFate {
  retired: boolean;
  replacedByCode: string | null;
}

export const toGoal = (networkKey: string, row: GoalRow & GoalFate, frameworkVersion: number | null): Goal =>
  Object.assign(new Goal(), row, {
    id: globalId('Goal', networkKey, row.id),
    networkKey,
    frameworkVersion,
    level: row.level as GoalLevel,
    horizon: row.horizon as Horizon | null,
    sources: row.sources.map(toSource),
  });

/** A framework at one time: its goals in tree order, and those that are only known by their codes any more. */
export class GoalTree {
  private readonly byCode: ReadonlyMap<string, Goal>;

  constructor(
    readonly goals: readonly Goal[],
    readonly retired: readonly Goal[] = [],
  ) {
    this.byCode = new Map([...goals, ...retired].map((goal) => [goal.code, goal]));
  }

  goal(code: string): Goal | null {
    return this.byCode.get(code) ?? null;
  }

  find(wanted: (goal: Goal) => boolean): Goal | null {
    return this.goals.find(wanted) ?? this.retired.find(wanted) ?? null;
  }

  childrenOf(code: string): Goal[] {
    return this.goals.filter(({ parentCode }) => parentCode === code);
  }

  replacedBy(code: string): Goal[] {
    return this.retired.filter(({ replacedByCode }) => replacedByCode === code);
  }
}
