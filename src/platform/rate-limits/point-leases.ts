import type { Bound } from './bound.ts';

/** `points` are left. */
export interface Lent {
  lent: number;
  points: number;
}

/** Of points that all servers share. */
export interface PointStore {
  /** Lends up to `wanted`, or none where there are fewer than `needed`. */
  take(payer: string, needed: number, wanted: number, bound: Bound): Promise<Lent>;
  close?(): void;
}

interface Lease {
  /** In hand, to be spent without asking anybody. */
  points: number;
  /** What the store had, when it was last asked. */
  shared: number;
  askedAt: number;
  /** Of the points that are counted here while the store is away. */
  filledAt: number;
  asking?: Promise<void> | undefined;
}

export interface Balance {
  /** Undefined when the points were spent; otherwise in how many seconds there may be enough. */
  readonly wait?: number;
  /** Which could still be spent, as far as is known here. */
  readonly left: number;
}

/** A payer's share of its points that one process takes at a time. */
export const LEASED_SHARE = 0.1;

const MOST_LEASES = 20_000;
/** A request waits for its limits no longer than this; a store that is slow counts as away. */
const PATIENCE_MS = 1_000;
const AWAY_MS = 1_000;

/**
 * Spends points that were taken from the store some at a time, so that a request seldom asks it. They come out of the
 * payer's budget when they are taken: however many processes there are, what they spend together is at most the bound, what
 * came back meanwhile, and one lease for each process.
 */
export class PointLeases {
  private readonly leases = new Map<string, Lease>();
  private awayUntil = -Infinity;

  constructor(
    private readonly store: PointStore,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async spend(payer: string, bound: Bound, price: number): Promise<Balance> {
    const lease = this.leaseOf(payer);
    while (lease.points < price) {
      if (this.now() < this.awayUntil) return this.spendHere(lease, bound, price);
      // What was counted here, while the store was away, need not be whole.
      const needed = Math.ceil(price - lease.points);
      // More than this there cannot be: others may have taken some since.
      const shared = this.sharedBy(lease, bound);
      if (shared < needed)
        return { wait: Math.ceil((needed - shared) / bound.perSecond), left: total(lease, shared, bound) };
      lease.asking ??= this.ask(payer, lease, bound, needed).finally(() => (lease.asking = undefined));
      await lease.asking;
    }
    lease.points -= price;
    return { left: total(lease, this.sharedBy(lease, bound), bound) };
  }

  private leaseOf(payer: string): Lease {
    const lease = this.leases.get(payer) ?? {
      ...{ points: 0, shared: Infinity, askedAt: 0, filledAt: -Infinity },
    };
    // Moved to the end: the front of the map is who did not ask for longest.
    this.leases.delete(payer);
    this.leases.set(payer, lease);
    if (this.leases.size > MOST_LEASES) {
      const [longest] = this.leases.keys();
      this.leases.delete(longest!);
    }
    return lease;
  }

  private sharedBy({ shared, askedAt }: Lease, { points, perSecond }: Bound): number {
    return Math.min(points, shared + ((this.now() - askedAt) / 1_000) * perSecond);
  }

  private async ask(payer: string, lease: Lease, bound: Bound, needed: number): Promise<void> {
    const wanted = Math.max(Math.floor(bound.points * LEASED_SHARE), needed);
    const asked = this.store.take(payer, needed, wanted, bound).then(({ lent, points }) => {
      lease.points += lent;
      lease.shared = points;
      lease.askedAt = this.now();
    });
    let timer: NodeJS.Timeout;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('the store is slow')), PATIENCE_MS);
    });
    await Promise.race([asked, patience])
      .catch(() => (this.awayUntil = this.now() + AWAY_MS))
      .finally(() => clearTimeout(timer));
  }

  /** While the store is away everybody has a lease of points in each process, and gets them back as fast as ever. */
  private spendHere(lease: Lease, { points, perSecond }: Bound, price: number): Balance {
    const most = Math.floor(points * LEASED_SHARE);
    const since = Math.max(0, (this.now() - lease.filledAt) / 1_000);
    lease.points = Math.min(Math.max(most, lease.points), lease.points + since * perSecond);
    lease.filledAt = this.now();
    const charged = Math.min(price, most);
    if (lease.points < charged)
      return { wait: Math.ceil((charged - lease.points) / perSecond), left: Math.floor(lease.points) };
    lease.points -= charged;
    return { left: Math.floor(lease.points) };
  }
}

/** What is in hand came out of the budget, which may have filled up again since: nobody is told of more than the bound. */
const total = ({ points }: Lease, shared: number, bound: Bound): number =>
  Math.min(bound.points, Math.floor(points + shared));
