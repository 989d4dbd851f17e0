/** Work that a process does again and again: a round, a pause, the next. A round that fails does not end it. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ended = false;
  private busy = false;
  private wanted = false;

  constructor(
    private readonly round: () => Promise<void>,
    private readonly pauseMs: number,
    private readonly failed: (reason: string) => void,
  ) {}

  /** For a round that takes long, to end it early. */
  get stopped(): boolean {
    return this.ended;
  }

  start(): void {
    if (this.ended) return;
    this.timer = setTimeout(() => this.go(), this.wanted ? 0 : this.pauseMs);
    this.timer.unref();
  }

  /** The next round at once; if one is under way, another as soon as it has ended. */
  soon(): void {
    if (this.wanted) return;
    this.wanted = true;
    if (this.busy || this.timer === undefined) return;
    clearTimeout(this.timer);
    this.start();
  }

  /** Waits for the round that is under way. */
  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private go(): void {
    this.busy = true;
    this.wanted = false;
    this.running = this.round()
      .catch((error: unknown) => this.failed((error as Error).message))
      .finally(() => {
        this.busy = false;
        this.start();
      });
  }
}
