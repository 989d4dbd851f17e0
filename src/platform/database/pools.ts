import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { FileStreams } from './file-streams.ts';
import { Replica } from './replica.ts';

interface PoolFigures {
  pool: string;
  busy: number;
  idle: number;
  /** How many wait for a connection. */
  waiting: number;
}

/** How busy the connections to the database are. */
@Injectable()
export class Pools {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly files: FileStreams,
    private readonly replica: Replica,
  ) {}

  figures(): PoolFigures[] {
    const { master } = this.dataSource.driver as unknown as { master: pg.Pool };
    const reads = this.replica.pool ? [figuresOf('reads', this.replica.pool)] : [];
    return [figuresOf('operations', master), ...reads, figuresOf('files', this.files.pool)];
  }
}

const figuresOf = (pool: string, { totalCount, idleCount, waitingCount }: pg.Pool): PoolFigures => ({
  ...{ pool, busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount },
});
