import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { RequestContext } from '../graphql/ctx.ts';
import type { Origin, Viewer } from '../viewer.ts';
import { Replica } from './replica.ts';
import { fromDataSource, primarySource, type Source } from './source.ts';
import { type Mode, Transaction } from './transaction.ts';

/**
 * The door of every operation to the database (files have file-streams.ts). Each transaction takes a role and, for private work, the session's settings, both
 * local to it, so that a pooled connection carries nothing to the next request.
 */
@Injectable()
export class TenantDb {
  private readonly primary: Source;

  /** Called when an operation that queued mail has committed; set by whoever delivers it. */
  mailWaits: () => void = () => undefined;

  constructor(
    @InjectDataSource() dataSource: DataSource,
    private readonly replica: Replica,
  ) {
    this.primary = primarySource(() => fromDataSource(dataSource));
  }

  /** Whether some reads need not the primary. */
  get hasReplica(): boolean {
    return this.replica.pool !== undefined;
  }

  /**
   * What anybody may read comes from the replica. Whoever is signed in reads the primary: there their rights are as
   * they are now, and what they have just saved is there.
   */
  begin(mode: Mode, viewer: Viewer | null): Transaction {
    const { primary, replica } = this;
    const anybody = mode === 'read' && viewer === null;
    return new Transaction(
      (role) => (anybody && role === 'registry_public' ? replica.sources(primary, replica.pool) : [primary]),
      mode,
    );
  }

  /** For work outside a GraphQL operation: files, commands, jobs. `action` names it in the history. */
  async run<T>(
    viewer: Viewer | null,
    mode: Mode,
    action: string,
    work: (ctx: RequestContext) => Promise<T>,
    origin: Origin = { requestId: action, address: 'local' },
  ): Promise<T> {
    const ctx = new RequestContext(this, viewer, origin);
    ctx.start(mode, action);
    try {
      const result = await work(ctx);
      await ctx.commit();
      if (mode === 'write') this.replica.changed();
      return result;
    } catch (error) {
      await ctx.rollback();
      throw error;
    }
  }

  /**
   * A second, short transaction for what must stay when the operation is refused, such as a counted attempt or the
   * end of a stolen session. Call it before the operation's own transaction has begun.
   */
  async record<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const transaction = this.begin('write', null);
    try {
      const rows = await transaction.sql<Row & Record<string, unknown>>('none', name, text, values);
      await transaction.commit();
      return rows;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }
}
