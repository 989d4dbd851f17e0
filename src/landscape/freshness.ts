/** ISO dates; null for a profile that nobody has confirmed. */
interface Verified {
  verifiedOn: string | null;
  coalitions: number;
}

const BANDS = [
  { label: 'Confirmed within the last 6 months', months: 6 },
  { label: 'Confirmed 6 to 12 months ago', months: 12 },
  { label: 'Confirmed 12 to 24 months ago', months: 24 },
  { label: 'Confirmed more than 24 months ago', months: Infinity },
] as const;
const NEVER = 'Never confirmed';

/** The same day so many months earlier, or the last one of a month that is too short for it. */
function monthsBefore(today: string, months: number): string {
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** Every band, empty ones too, the freshest first. */
export function freshnessOf(rows: Verified[], today: string): { label: string; coalitionCount: number }[] {
  const since = BANDS.map(({ months }) => (months === Infinity ? '' : monthsBefore(today, months)));
  const counts = BANDS.map(() => 0);
  let never = 0;
  for (const { verifiedOn, coalitions } of rows) {
    if (verifiedOn === null) never += coalitions;
    else counts[since.findIndex((first) => verifiedOn >= first)]! += coalitions;
  }
  return [
    ...BANDS.map(({ label }, i) => ({ label, coalitionCount: counts[i]! })),
    { label: NEVER, coalitionCount: never },
  ];
}
