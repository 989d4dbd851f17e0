import DataLoader from 'dataloader';
import { type EntityTarget, type FindOptionsWhere, In } from 'typeorm';
import type { RequestContext } from './ctx.ts';

/** A loader of single rows by id: `ctx.loader(organizationById).load(id)`. */
export function byId<T extends { id: string }>(entity: EntityTarget<T>) {
  return (ctx: RequestContext): DataLoader<string, T | null> =>
    new DataLoader<string, T | null>(async (ids) => {
      const rows = await ctx.db.findBy(entity, { id: In([...ids]) } as FindOptionsWhere<T>);
      const found = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => found.get(id) ?? null);
    });
}
