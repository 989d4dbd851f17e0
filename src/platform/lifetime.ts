import { setTimeout as sleep } from 'node:timers/promises';

const drainMilliseconds = 10_000;
const limitMilliseconds = 15_000;
/** Ctrl-C in a terminal arrives twice under npm: from the terminal, and passed on by npm. */
const echoMilliseconds = 500;

class Interrupted extends Error {}

const messageOf = (error: unknown) => (error instanceof Error && error.message) || String(error);

/** Not inspected as a whole: other properties of an error may hold an address with its password. */
function stacks(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack, ...(error.cause ? [`caused by ${stacks(error.cause)}`] : [])].join('\n');
}

export interface Part {
  stop(): Promise<void>;
  /** Ends it without waiting, where the end of this process does not. */
  abandon?(): void;
}

/**
 * The process from start to end: what has been started is stopped in the opposite order, when a signal comes
 * and when the start fails. A second signal, or the limit of 15 seconds, ends it at once.
 */
export class Lifetime {
  showStacks = false;
  readonly #parts: Part[] = [];
  #running = false;
  #signalledAt: number | undefined;

  async run(start: () => Promise<void>): Promise<void> {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => this.#onSignal());
    try {
      await start();
      this.#running = true;
      if (this.#signalledAt !== undefined) await this.#end(0);
    } catch (error) {
      await this.#fail(error);
    }
  }

  started(part: Part): void {
    this.#parts.push(part);
    this.check();
  }

  /** To be called between the steps of the start, which a signal interrupts only there. */
  check(): void {
    if (this.#signalledAt !== undefined) throw new Interrupted();
  }

  #onSignal(): void {
    const now = Date.now();
    if (this.#signalledAt === undefined) {
      this.#signalledAt = now;
      this.#limit();
      if (this.#running) void this.#end(0);
    } else if (now - this.#signalledAt > echoMilliseconds) {
      this.#endAtOnce(130);
    }
  }

  async #fail(error: unknown): Promise<void> {
    if (error instanceof Interrupted) return this.#end(0);
    this.#limit();
    process.stderr.write(`${this.showStacks ? stacks(error) : messageOf(error)}\n`);
    return this.#end(1);
  }

  async #end(code: number): Promise<never> {
    for (const part of this.#parts.reverse()) {
      const drained = part.stop().catch((error: unknown) => process.stderr.write(`${messageOf(error)}\n`));
      await Promise.race([drained, sleep(drainMilliseconds)]);
    }
    process.exit(code);
  }

  #limit(): void {
    setTimeout(() => this.#endAtOnce(1), limitMilliseconds).unref();
  }

  #endAtOnce(code: number): never {
    for (const part of this.#parts) part.abandon?.();
    process.exit(code);
  }
}
