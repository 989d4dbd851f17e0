import { quoted, refuse } from '../setting.ts';

/** How many points somebody may have, and how many of those that were spent come back each second. */
export interface Bound {
  readonly points: number;
  readonly perSecond: number;
}

/** Such as 5000+50. */
export function bound(value: string): Bound {
  const [, points, perSecond] = (/^(\d{1,7})\+(\d{1,6})$/.exec(value) ?? []).map(Number);
  if (points !== undefined && perSecond !== undefined && points >= 100 && perSecond >= 1)
    return { points, perSecond };
  return refuse(
    `is ${quoted(value)}`,
    'give points, at least 100, and how many come back each second, such as 5000+50',
  );
}
