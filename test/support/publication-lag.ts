import type { Answer, Caller, Person } from './app.ts';
import { PUBLISH, type TestCoalition, UPDATE } from './fixtures.ts';

export const READ = 'query ($n: String!, $s: String!) { coalition(network: $n, slug: $s) { mission } }';

/** Answers a question of somebody who is not signed in. */
type Ask = (query: string, variables: object) => Promise<Answer>;

/**
 * A coalition whose publications are numbered, and when each was acknowledged. Whoever reads it afterwards learns how
 * old the answer was: for how long, when it was asked for, a newer publication had been acknowledged already.
 */
export class NumberedRecord {
  /** How old each answer was. */
  readonly ages: number[] = [];

  private readonly acknowledged: number[] = [];
  private revision = 1;

  constructor(
    private readonly caller: Caller,
    readonly coalition: TestCoalition,
    private readonly lead: Person,
  ) {}

  /** The number that was published last. */
  get last(): number {
    return this.acknowledged.length - 1;
  }

  async publish(): Promise<void> {
    const { id: coalitionId } = this.coalition;
    const mission = `Version ${this.last + 1}`;
    const saved = await this.caller.data(this.lead, UPDATE, {
      input: { coalitionId, expectedRevision: this.revision, mission },
    });
    this.revision = saved.updateProfile.profile.revision as number;
    await this.caller.data(this.lead, PUBLISH, {
      input: { coalitionId, expectedProfileRevision: this.revision },
    });
    this.acknowledged.push(performance.now());
  }

  /** The number that is read. */
  async read(ask: Ask): Promise<number> {
    const asked = performance.now();
    const { data, errors } = await ask(READ, { n: this.coalition.network.slug, s: this.coalition.slug });
    if (errors) throw new Error(JSON.stringify(errors));
    const number = Number(String(data!['coalition'].mission).replace('Version ', ''));
    const next = this.acknowledged[number + 1];
    this.ages.push(next === undefined ? 0 : Math.max(0, asked - next));
    return number;
  }

  /** From the last acknowledgement until each of them, asked directly, tells of it. */
  async lag(asks: readonly Ask[]): Promise<number> {
    const { last } = this;
    const seen = asks.map(async (ask) => {
      while ((await this.read(ask)) < last);
      return performance.now();
    });
    return Math.max(...(await Promise.all(seen))) - this.acknowledged[last]!;
  }
}

export function spread(milliseconds: number[]): string {
  const sorted = [...milliseconds].sort((one, other) => one - other);
  const at = (share: number): string => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms`;
}
