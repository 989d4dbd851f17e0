const MOST_NAMES = 200;

/** Shorter than every secret that is made here (43 characters), should one end up in a name. */
const NAME = /^[A-Za-z0-9_]{1,40}$/;

/**
 * Which names of operations become series. Clients choose them, and each new one would stay in memory here and at
 * whoever collects the figures: so only the first ones do, and the rest are "other".
 */
export class OperationNames {
  private readonly known = new Set<string>();

  labelOf(name: string | undefined): string {
    if (name === undefined) return 'anonymous';
    if (this.known.has(name)) return name;
    if (this.known.size >= MOST_NAMES || !NAME.test(name)) return 'other';
    this.known.add(name);
    return name;
  }
}
