import { setImmediate } from 'node:timers/promises';
import { Turns } from './turns.ts';

describe('Turns', () => {
  it('let the first begin at once, and each other one in a turn of its own, in order', async () => {
    const turns = new Turns();
    const begun: number[] = [];
    for (const i of [0, 1, 2, 3]) void turns.mine().then(() => begun.push(i));
    await Promise.resolve();
    await Promise.resolve();
    expect(begun).toEqual([0]);
    while (begun.length < 4) {
      const before = begun.length;
      await setImmediate();
      expect(begun.length - before).toBeLessThanOrEqual(1);
    }
    expect(begun).toEqual([0, 1, 2, 3]);
    await setImmediate();
    await turns.mine();
  });

  it('end where thousands wait', async () => {
    const turns = new Turns();
    const all = await Promise.allSettled(Array.from({ length: 2_010 }, () => turns.mine()));
    const refused = all.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(9);
    expect(refused[0]!.reason.extensions.code).toBe('UNAVAILABLE');
  });
});
