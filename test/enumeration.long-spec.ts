import { aPerson } from './support/fixtures.ts';
import { Curious, WAYS } from './support/enumeration.ts';
import { anAddress } from './support/invitations.ts';

const PAIRS = 200;

/** Figures to look at: a busy machine is no proof of anything. That the bytes are equal is in enumeration.e2e-spec.ts. */
describe('The time of an answer, with an account and without', () => {
  let curious: Curious;

  beforeAll(async () => {
    curious = await Curious.start();
  });
  afterAll(() => curious.stop());

  it.each(WAYS)('is printed for %s', async (way) => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < PAIRS; i++) {
      const pair = [
        ['known', (await aPerson(curious.app)).email] as const,
        ['unknown', anAddress()] as const,
      ];
      // Whoever comes second is warmer, so that they take turns.
      for (const [which, email] of i % 2 ? pair : pair.reverse()) {
        const { ms, seen } = await curious.try(way, email);
        expect(seen).toMatchObject({ status: 200 });
        times[which].push(ms);
      }
    }
    process.stdout.write(`${way}, ${PAIRS} pairs: ${tell(times.known, times.unknown)}\n`);
  });
});

const mean = (of: number[]): number => of.reduce((sum, n) => sum + n, 0) / of.length;
const variance = (of: number[]): number => mean(of.map((n) => (n - mean(of)) ** 2));
const median = (of: number[]): string => [...of].sort((a, b) => a - b)[of.length >> 1]!.toFixed(2);

const tell = (known: number[], unknown: number[]): string => {
  const t =
    (mean(known) - mean(unknown)) /
    Math.sqrt(variance(known) / known.length + variance(unknown) / unknown.length);
  return `median ${median(known)} ms known, ${median(unknown)} ms unknown, Welch's t ${t.toFixed(2)}`;
};
