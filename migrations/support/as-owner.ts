import type { QueryRunner } from 'typeorm';

/**
 * Runs DDL as registry_owner, so that what it makes belongs to a role that nobody can log in as,
 * and gives the migrator its own role back, because TypeORM then writes its list of migrations.
 */
export async function asOwner(runner: QueryRunner, sql: string): Promise<void> {
  await runner.query('set local role registry_owner');
  await runner.query(sql);
  await runner.query('reset role');
}
