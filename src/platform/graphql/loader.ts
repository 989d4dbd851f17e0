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

/** A loader of lists by a key of another row: `ctx.loader(partnersOf).load(coalitionId)`. */
export function manyBy<T extends { [P in K]: string }, K extends keyof T & string>(
  entity: EntityTarget<T>,
  key: K,
  orderBy: keyof T & string,
) {
  return (ctx: RequestContext): DataLoader<string, T[]> =>
    new DataLoader<string, T[]>(async (keys) => {
      const rows = await ctx.db.find(entity, {
        where: { [key]: In([...keys]) } as FindOptionsWhere<T>,
        order: { [orderBy]: 'ASC' } as never,
      });
      const lists = new Map<string, T[]>(keys.map((value) => [value, []]));
      for (const row of rows) lists.get(row[key])?.push(row);
      return keys.map((value) => lists.get(value) ?? []);
    });
}
