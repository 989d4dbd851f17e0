import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { WorkerThread } from '../platform/worker-thread.ts';
import type { ReadableStrategy } from './drawing/readable.ts';

/** Node runs what is compiled: beside this file, or under dist where this runs from the sources, as in tests. */
const SCRIPT = new URL(
  'drawing/drawing-worker.js',
  import.meta.url.replace(/\/src\/strategies\/[\w.-]+\.ts$/, '/dist/src/strategies/'),
);
const LIMITS = { milliseconds: 20_000, waiting: 8, megabytes: 512 };
/** That pictures are kept for: some 600 of thirty parts, or six of the largest. */
const KEPT_CHARACTERS = 32_000_000;

/** Pictures of strategies, drawn beside the server and kept by their tags. */
@Injectable()
export class Drawings implements OnModuleDestroy {
  private readonly thread = new WorkerThread<ReadableStrategy, string>(SCRIPT, LIMITS);
  private readonly kept = new Map<string, string>();
  private readonly inWork = new Map<string, Promise<string>>();
  private keptCharacters = 0;

  onModuleDestroy(): Promise<void> {
    return this.thread.close();
  }

  /** Whoever asks for a picture that is being drawn waits for the same one. */
  async draw(tag: string, strategy: ReadableStrategy): Promise<string> {
    const kept = this.kept.get(tag);
    if (kept !== undefined) {
      this.forget(tag);
      this.keep(tag, kept);
      return kept;
    }
    const drawn = this.inWork.get(tag) ?? this.begin(tag, strategy);
    return drawn;
  }

  private begin(tag: string, strategy: ReadableStrategy): Promise<string> {
    const drawn = this.thread
      .run(strategy)
      .then((picture) => this.keep(tag, picture))
      .finally(() => this.inWork.delete(tag));
    this.inWork.set(tag, drawn);
    return drawn;
  }

  /** Those that nobody has asked for the longest make room. */
  private keep(tag: string, picture: string): string {
    this.kept.set(tag, picture);
    this.keptCharacters += picture.length;
    for (const oldest of this.kept.keys()) {
      if (this.keptCharacters <= KEPT_CHARACTERS) break;
      this.forget(oldest);
    }
    return picture;
  }

  private forget(tag: string): void {
    this.keptCharacters -= this.kept.get(tag)!.length;
    this.kept.delete(tag);
  }
}
