import { Worker } from 'node:worker_threads';
import { DomainError } from './errors.ts';

export interface ThreadLimits {
  /** A job that takes longer ends its thread, which is replaced. */
  milliseconds: number;
  /** So many jobs wait at most; the next one is refused. */
  waiting: number;
  megabytes: number;
}

interface Job<Input, Output> {
  input: Input;
  done: (output: Output) => void;
  failed: (error: Error) => void;
}

/**
 * A thread that works on one job after the other, so that what takes seconds holds nobody else up. It starts with the
 * first job and does not keep the process alive. Its script answers each message with one.
 */
export class WorkerThread<Input, Output> {
  private readonly waiting: Job<Input, Output>[] = [];
  private worker?: Worker;
  private current?: Job<Input, Output>;
  private timer?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly script: URL,
    private readonly limits: ThreadLimits,
  ) {}

  run(input: Input): Promise<Output> {
    if (this.closed) return Promise.reject(stopping());
    if (this.current && this.waiting.length >= this.limits.waiting) return Promise.reject(busy());
    return new Promise((done, failed) => {
      this.waiting.push({ input, done, failed });
      this.next();
    });
  }

  /** Whoever waits is told so; no thread is left. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { failed } of this.waiting.splice(0)) failed(stopping());
    await this.end(stopping());
  }

  private next(): void {
    if (this.current || this.closed) return;
    this.current = this.waiting.shift();
    if (!this.current) return;
    this.worker ??= this.start();
    this.timer = setTimeout(() => void this.end(tooLong(this.limits)), this.limits.milliseconds).unref();
    this.worker.postMessage(this.current.input);
  }

  private start(): Worker {
    const worker = new Worker(this.script, {
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
    });
    // A thread that has ended may still report: what it says is no longer about the present job.
    const present = (act: () => void) => () => void (this.worker === worker && act());
    worker.on('message', (output: Output) => present(() => this.settle(({ done }) => done(output)))());
    worker.on('error', (error: Error) => present(() => void this.end(error))());
    worker.on('exit', (code) => present(() => void this.end(new Error(`The thread ended with ${code}`)))());
    worker.unref();
    return worker;
  }

  /** The next job gets a new thread. */
  private async end(reason: Error): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    this.settle(({ failed }) => failed(reason));
    await worker?.terminate();
  }

  private settle(tell: (job: Job<Input, Output>) => void): void {
    clearTimeout(this.timer);
    const job = this.current;
    this.current = undefined;
    if (job) tell(job);
    this.next();
  }
}

const RETRY_SECONDS = 5;

const busy = (): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    `Too much of this is being made at the moment. Try again in ${RETRY_SECONDS} seconds.`,
    { retryAfterSeconds: RETRY_SECONDS },
  );

const tooLong = ({ milliseconds }: ThreadLimits): DomainError =>
  new DomainError('TIMEOUT', `This took longer than ${milliseconds / 1000} seconds and was stopped.`);

const stopping = (): DomainError =>
  new DomainError('UNAVAILABLE', 'The server is being stopped. Try again in a few seconds.');
