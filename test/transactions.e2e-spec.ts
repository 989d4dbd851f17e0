import pg from 'pg';
import { POOL } from '../src/platform/database/data-source.ts';
import { fromPool, newPool, primarySource } from '../src/platform/database/source.ts';
import { type Mode, Transaction } from '../src/platform/database/transaction.ts';
import { TestDatabase } from './support/database.ts';
import { DatabaseLine } from './support/database-line.ts';

const TOLD = 'select $1::integer as told';

describe('The transaction of an operation', () => {
  let database: TestDatabase;
  let line: DatabaseLine;
  let pool: pg.Pool;
  /** A superuser: to others Postgres does not tell whether a transaction is open. */
  let admin: pg.Client;

  beforeAll(async () => {
    database = await TestDatabase.create();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    line = await DatabaseLine.to(database.serverUrl);
    pool = newPool({ connectionString: line.url, ...POOL, max: 1 });
    const prepared = begin();
    await Promise.all([ask(prepared, 1), ask(prepared, 2), ask(prepared, 3)]);
    await prepared.commit();
  });

  afterAll(async () => {
    await pool.end();
    await admin.end();
    await line.close();
    await database.drop();
  });

  const begin = (mode: Mode = 'read'): Transaction =>
    new Transaction(() => [primarySource(() => fromPool(pool))], mode);

  const ask = async (transaction: Transaction, which: number): Promise<number> => {
    const name = `told_${which}`;
    const [row] = await transaction.sql<{ told: number }>('registry_public', name, TOLD, [which]);
    return row!.told;
  };

  /** How often it was waited for Postgres. */
  const turnsOf = async (
    work: (transaction: Transaction) => Promise<unknown>,
    mode: Mode = 'read',
  ): Promise<number> => {
    const before = line.turns;
    const transaction = begin(mode);
    await work(transaction);
    await transaction.commit();
    return line.turns - before;
  };

  const noneOpen = async (): Promise<void> => {
    const open = `select 1 from pg_stat_activity
      where datname = current_database() and usename = 'registry_server' and xact_start is not null`;
    for (let tries = 0; (await admin.query(open)).rowCount! > 0; tries++) {
      if (tries > 200) throw new Error('A transaction stays open');
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  // The COMMIT of the test before would be counted with this one's.
  beforeEach(noneOpen);

  it('sends the begin, the role and the first statement together', async () => {
    expect(await turnsOf((transaction) => ask(transaction, 1))).toBe(1);
  });

  it('waits once for what is asked in one turn of the event loop, and tells each its own answer', async () => {
    const told: number[] = [];
    const turns = await turnsOf(async (transaction) => {
      await ask(transaction, 1);
      told.push(...(await Promise.all([ask(transaction, 2), ask(transaction, 3), ask(transaction, 1)])));
    });
    expect(told).toEqual([2, 3, 1]);
    expect(turns).toBe(2);
  });

  it('waits for each of those that are asked one after the other', async () => {
    const turns = await turnsOf(async (transaction) => {
      for (const which of [1, 2, 3]) await ask(transaction, which);
    });
    expect(turns).toBe(3);
  });

  it('waits for the COMMIT of what it has written', async () => {
    expect(await turnsOf((transaction) => ask(transaction, 1), 'write')).toBe(2);
  });

  it('sends the COMMIT of what it has read with the begin of the next, which sees what was saved meanwhile', async () => {
    await database.owner.query('create table told (what int); grant select on told to registry_public');
    const count = (transaction: Transaction): Promise<{ n: number }[]> =>
      transaction.sql<{ n: number }>('registry_public', 'count_told', 'select count(*)::int as n from told');
    await turnsOf(count);
    await noneOpen();
    const before = line.packets;
    const [first, second] = [begin(), begin()];
    const [none] = await count(first);
    await database.owner.query('insert into told values (1)');
    await first.commit();
    const [one] = await count(second);
    await second.commit();
    expect([none!.n, one!.n, line.packets - before]).toEqual([0, 1, 2]);
  });

  it('leaves no transaction open when nobody comes after it', async () => {
    await turnsOf((transaction) => ask(transaction, 1));
    await noneOpen();
  });

  it.each(['commit', 'rollback'] as const)('runs nothing that comes behind its %s', async (end) => {
    const transaction = begin('write');
    await ask(transaction, 1);
    await transaction[end]();
    const before = line.turns;
    await expect(ask(transaction, 2)).rejects.toThrow('The operation is over');
    expect(line.turns).toBe(before);
  });
});
