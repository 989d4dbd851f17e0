import { type ThreadLimits, WorkerThread } from './worker-thread.ts';

/** Does what it is told, in the words of JavaScript. */
const SCRIPT = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ([act, value]) => parentPort.postMessage(new Function('value', act)(value)));
  `)}`,
);
const FOREVER = 'for (;;) Atomics.add(value, 0, 1)';
const LIMITS: ThreadLimits = { milliseconds: 30_000, waiting: 2, megabytes: 64 };

describe('A thread for long work', () => {
  const threads: WorkerThread<[string, unknown?], unknown>[] = [];
  const thread = (limits: Partial<ThreadLimits> = {}) => {
    threads.push(new WorkerThread(SCRIPT, { ...LIMITS, ...limits }));
    return threads.at(-1)!;
  };
  const counter = () => new Int32Array(new SharedArrayBuffer(4));
  const code = (answer: Promise<unknown>): Promise<unknown> =>
    answer.then(
      () => 'done',
      (error: { message: string; extensions?: { code: string } }) => error.extensions?.code ?? error.message,
    );
  const runs = async (counted: Int32Array): Promise<boolean> => {
    const before = Atomics.load(counted, 0);
    await new Promise((done) => setTimeout(done, 100));
    return Atomics.load(counted, 0) !== before;
  };
  const begun = async (counted: Int32Array): Promise<void> => {
    while (Atomics.load(counted, 0) === 0) await new Promise((done) => setTimeout(done, 5));
  };
  afterEach(async () => {
    await Promise.all(threads.splice(0).map((each) => each.close()));
  });

  it('does one job after the other, in the order in which they came', async () => {
    const worker = thread();
    const order: number[] = [];
    const jobs = [1, 2, 3].map((n) =>
      worker.run(['return value * 2', n]).then((m) => order.push(m as number)),
    );
    await Promise.all(jobs);
    expect(order).toEqual([2, 4, 6]);
  });

  it('ends one that takes too long, and goes on with the next', async () => {
    const worker = thread({ milliseconds: 1_000 });
    const counted = counter();
    const [endless, next] = [worker.run([FOREVER, counted]), worker.run(['return value', 'next'])];
    expect(await code(endless)).toBe('TIMEOUT');
    expect(await next).toBe('next');
    expect(await runs(counted)).toBe(false);
  });

  it('refuses more than may wait, until there is room again', async () => {
    const worker = thread();
    const go = counter();
    const jobs = [1, 2, 3].map((n) =>
      worker.run(["Atomics.wait(value[0], 0, 0, 30000) === 'timed-out'; return value[1]", [go, n]]),
    );
    expect(await code(worker.run(['return 4']))).toBe('UNAVAILABLE');
    Atomics.store(go, 0, 1);
    Atomics.notify(go, 0);
    expect(await Promise.all(jobs)).toEqual([1, 2, 3]);
    expect(await worker.run(['return 4'])).toBe(4);
  });

  it.each([
    ['throws', "throw new Error('no such shape')", /no such shape/],
    ['ends itself', 'process.exit(3)', /ended with 3/],
    ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e6).fill({}))', /memory/i],
  ])('that %s fails its job alone', async (_, act, message) => {
    const worker = thread();
    const [bad, next] = [worker.run([act]), worker.run(['return value', 'next'])];
    expect(await code(bad)).toMatch(message);
    expect(await next).toBe('next');
  });

  it('tells whoever waits when it is closed, and leaves nothing that runs', async () => {
    const worker = thread();
    const counted = counter();
    const jobs = [worker.run([FOREVER, counted]), worker.run(['return 1'])].map(code);
    await begun(counted);
    await worker.close();
    expect(await Promise.all(jobs)).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
    expect(await runs(counted)).toBe(false);
    expect(await code(worker.run(['return 1']))).toBe('UNAVAILABLE');
  });

  it('may be closed before it was needed', async () => {
    await expect(thread().close()).resolves.toBeUndefined();
  });
});
