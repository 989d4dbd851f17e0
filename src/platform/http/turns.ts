import { busy } from '../errors.ts';

const MOST_WAITING = 2_000;

/**
 * One request begins in each turn of the event loop. Node accepts one connection a turn, and works in it through every
 * request that has come; where those are many, and each costs a millisecond, who connects then waits for minutes while
 * others are answered again and again. A request that finds nobody waiting begins at once.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private taken = false;

  async mine(): Promise<void> {
    if (!this.taken) {
      this.taken = true;
      setImmediate(() => this.next());
      return;
    }
    if (this.waiting.length >= MOST_WAITING) throw busy();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private next(): void {
    const begin = this.waiting.shift();
    this.taken = begin !== undefined;
    if (!begin) return;
    setImmediate(() => this.next());
    begin();
  }
}
