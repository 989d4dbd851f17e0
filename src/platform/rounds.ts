/** Work that a process does again and again: a round, a pause, the next. A round that fails does not end it. */
export class Rounds {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private ended = false;

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
    this.timer = setTimeout(() => {
      this.running = this.round()
        .catch((error: unknown) => this.failed((error as Error).message))
        .finally(() => this.start());
    }, this.pauseMs);
    this.timer.unref();
  }

  /** Waits for the round that is under way. */
  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.running;
  }
}
