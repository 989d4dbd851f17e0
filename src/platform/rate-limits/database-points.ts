import type { TenantDb } from '../database/tenant-db.ts';
import type { Bound } from './bound.ts';
import type { Lent, PointStore } from './point-leases.ts';

/** Points as rows of access.budgets, which all servers have in common anyway. */
export class DatabasePoints implements PointStore {
  constructor(private readonly db: TenantDb) {}

  async take(payer: string, needed: number, wanted: number, { points, perSecond }: Bound): Promise<Lent> {
    const [row] = await this.db.record<Lent>(
      'take_points',
      'select lent, points from access.take_points($1, $2, $3, $4, $5)',
      [payer, needed, wanted, points, perSecond],
    );
    return row!;
  }
}
