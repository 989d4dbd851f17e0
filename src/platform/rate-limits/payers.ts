import type { Viewer } from '../viewer.ts';

const MOST = 20_000;
const MINUTE_MS = 60_000;
/** At least as long as an access token lives, which may have been made just before its session ended. */
export const ENDED_SESSION_MS = 10 * MINUTE_MS;
const OWNER_MS = 5 * MINUTE_MS;
const LOOKED_MS = MINUTE_MS;

/** What was heard of lately: so many at most, and each for a while. */
class Recent<Value> {
  private readonly kept = new Map<string, { value: Value; until: number }>();

  constructor(
    private readonly ms: number,
    private readonly now: () => number,
  ) {}

  get(name: string): Value | undefined {
    const found = this.kept.get(name);
    return found && found.until > this.now() ? found.value : undefined;
  }

  set(name: string, value: Value): void {
    // Moved to the end: the front of the map is what runs out first.
    this.kept.delete(name);
    this.kept.set(name, { value, until: this.now() + this.ms });
    if (this.kept.size <= MOST) return;
    const [first] = this.kept.keys();
    this.kept.delete(first!);
  }

  delete(name: string): void {
    this.kept.delete(name);
  }
}

/**
 * Whose points a credential spends, as far as this process has found out. Nothing but that hangs on it: what somebody may
 * is looked up in each operation.
 */
export class Payers {
  private readonly owners: Recent<string>;
  private readonly ended: Recent<true>;
  private readonly looked: Recent<true>;
  private hasEnded: ((sessionId: string) => Promise<boolean>) | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.owners = new Recent(OWNER_MS, now);
    this.ended = new Recent(ENDED_SESSION_MS, now);
    this.looked = new Recent(LOOKED_MS, now);
  }

  /** Undefined where the address pays. */
  accountOf({ key, accountId, sessionId }: Viewer): string | undefined {
    if (key) return this.owners.get(nameOf(key));
    if (this.ended.get(sessionId)) return undefined;
    this.lookAt(sessionId);
    return accountId;
  }

  /** The key was let in, so its owner pays from here on. */
  remember(key: Buffer, accountId: string): void {
    this.owners.set(nameOf(key), accountId);
  }

  /** The key was refused. */
  forget(key: Buffer): void {
    this.owners.delete(nameOf(key));
  }

  /** The session was found to be over, though its access token still has minutes. */
  end(sessionId: string): void {
    this.ended.set(sessionId, true);
  }

  /** How to find out whether a session has ended. Told from above: platform knows nothing of sessions. */
  lookWith(hasEnded: (sessionId: string) => Promise<boolean>): void {
    this.hasEnded = hasEnded;
  }

  /** In passing, once a minute: what is open to anybody is answered without a look at the session. */
  private lookAt(sessionId: string): void {
    if (!this.hasEnded || this.looked.get(sessionId)) return;
    this.looked.set(sessionId, true);
    void this.hasEnded(sessionId).then(
      (over) => over && this.end(sessionId),
      () => undefined,
    );
  }
}

const nameOf = (key: Buffer): string => key.toString('base64url');
