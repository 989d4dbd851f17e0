import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { SnakeNaming } from './naming.ts';

// A calendar date has no time zone: as a JavaScript Date it would move by a day.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

/** For an answer of the database; longer than the statement_timeout of its login. */
export const LONGEST_WAIT_MS = 6_000;

/** For operations. Pipelined, so that BEGIN, the role and the first statement travel together. */
export const POOL = {
  max: 10,
  connectionTimeoutMillis: 2_000,
  // A server that has gone without a word is given up, with its connection. It stops a statement itself after 5 s.
  query_timeout: LONGEST_WAIT_MS,
  idleTimeoutMillis: 60_000,
  pipeline: true,
  // How alike a word must be to what was searched: two letters in the wrong order still find it.
  options: '-c pg_trgm.word_similarity_threshold=0.45',
};

export function dataSourceOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    applicationName: 'registry_server',
    extra: POOL,
  };
}
