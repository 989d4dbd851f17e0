import type pg from 'pg';
import { POOL } from '../src/platform/database/data-source.ts';
import { fromPool, newPool, primarySource } from '../src/platform/database/source.ts';
import { Transaction } from '../src/platform/database/transaction.ts';
import { TestDatabase } from './support/database.ts';
import { DatabaseLine } from './support/database-line.ts';

const TOLD = 'select $1::integer as told';

describe('The transaction of an operation', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await TestDatabase.create();
    line = await DatabaseLine.to(database.serverUrl);
    pool = newPool({ connectionString: line.url, ...POOL, max: 1 });
    const prepared = begin();
    await Promise.all([ask(prepared, 1), ask(prepared, 2), ask(prepared, 3)]);
    await prepared.commit();
  });

  afterAll(async () => {
    await pool.end();
    await line.close();
    await database.drop();
  });

  const begin = (): Transaction => new Transaction(() => [primarySource(() => fromPool(pool))], 'read');

  const ask = async (transaction: Transaction, which: number): Promise<number> => {
    const name = `told_${which}`;
    const [row] = await transaction.sql<{ told: number }>('registry_public', name, TOLD, [which]);
    return row!.told;
  };

  /** How often it was waited for Postgres. */
  const turnsOf = async (work: (transaction: Transaction) => Promise<unknown>): Promise<number> => {
    const before = line.turns;
    const transaction = begin();
    await work(transaction);
    await transaction.commit();
    return line.turns - before;
  };

  it('sends the begin, the role and the first statement together', async () => {
    expect(await turnsOf((transaction) => ask(transaction, 1))).toBe(2);
  });

  it('waits once for what is asked in one turn of the event loop, and tells each its own answer', async () => {
    const told: number[] = [];
    const turns = await turnsOf(async (transaction) => {
      await ask(transaction, 1);
      told.push(...(await Promise.all([ask(transaction, 2), ask(transaction, 3), ask(transaction, 1)])));
    });
    expect(told).toEqual([2, 3, 1]);
    expect(turns).toBe(3);
  });

  it('waits for each of those that are asked one after the other', async () => {
    const turns = await turnsOf(async (transaction) => {
      for (const which of [1, 2, 3]) await ask(transaction, which);
    });
    expect(turns).toBe(4);
  });

  it.each(['commit', 'rollback'] as const)('runs nothing that comes behind its %s', async (end) => {
    const transaction = begin();
    await ask(transaction, 1);
    await transaction[end]();
    const before = line.turns;
    await expect(ask(transaction, 2)).rejects.toThrow('The operation is over');
    expect(line.turns).toBe(before);
  });
});
