import { setTimeout as sleep } from 'node:timers/promises';
import { Rounds } from './rounds.ts';

const HOUR_MS = 3_600_000;

/** Rounds of which none would begin by itself while these tests run, and what became of them. */
class Kitchen {
  begun = 0;
  readonly failures: string[] = [];
  private finish: ((error?: Error) => void)[] = [];
  readonly rounds = new Rounds(
    () => {
      this.begun++;
      return new Promise((done, failed) =>
        this.finish.push((error) => (error ? failed(error) : done(undefined))),
      );
    },
    HOUR_MS,
    (reason) => this.failures.push(reason),
  );

  async end(error?: Error): Promise<void> {
    this.finish.shift()!(error);
    await sleep(20);
  }
}

describe('Rounds', () => {
  let kitchen: Kitchen;
  beforeEach(() => {
    kitchen = new Kitchen();
  });

  const afterAWhile = async (): Promise<number> => {
    await sleep(20);
    return kitchen.begun;
  };

  it('wait for their time', async () => {
    kitchen.rounds.start();
    expect(await afterAWhile()).toBe(0);
  });

  it('begin at once when one is wanted soon, once for all who want it', async () => {
    kitchen.rounds.start();
    for (let i = 0; i < 5; i++) kitchen.rounds.soon();
    expect(await afterAWhile()).toBe(1);
    await kitchen.end();
    expect(await afterAWhile()).toBe(1);
  });

  it('begin at once when one was wanted before the start', async () => {
    kitchen.rounds.soon();
    expect(await afterAWhile()).toBe(0);
    kitchen.rounds.start();
    expect(await afterAWhile()).toBe(1);
    await kitchen.end();
  });

  it('are followed by another when one is wanted while they run, which may have come too late for them', async () => {
    kitchen.rounds.start();
    kitchen.rounds.soon();
    await afterAWhile();
    kitchen.rounds.soon();
    expect(await afterAWhile()).toBe(1);
    await kitchen.end();
    expect(await afterAWhile()).toBe(2);
    await kitchen.end();
    expect(await afterAWhile()).toBe(2);
  });

  it('go on after one that failed', async () => {
    kitchen.rounds.start();
    kitchen.rounds.soon();
    await afterAWhile();
    await kitchen.end(new Error('no gas'));
    expect(kitchen.failures).toEqual(['no gas']);
    expect(await afterAWhile()).toBe(1);
    kitchen.rounds.soon();
    expect(await afterAWhile()).toBe(2);
    await kitchen.end();
  });

  it('end with the one that is under way, whoever wants another', async () => {
    kitchen.rounds.start();
    kitchen.rounds.soon();
    await afterAWhile();
    kitchen.rounds.soon();
    const stopped = kitchen.rounds.stop();
    await kitchen.end();
    await stopped;
    kitchen.rounds.soon();
    expect(await afterAWhile()).toBe(1);
  });
});
