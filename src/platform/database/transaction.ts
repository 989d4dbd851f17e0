import type { PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { DomainError } from '../errors.ts';
import { isConnectionFailure, translatePgError, unavailable } from './pg-errors.ts';

/** `read` sees one snapshot throughout; `write` is all or nothing. */
export type Mode = 'read' | 'write';

/** What a request can become. `none` is the bare login, which may only call the look-up functions. */
export type DatabaseRole =
  'none' | 'registry_public' | 'registry_member' | 'registry_network' | 'registry_admin';

const BEGIN: Record<Mode, string> = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin',
};

/**
 * One transaction on one connection, opened with its first statement. Sibling resolvers run at once, so statements
 * wait in a queue; the begin and a change of role are sent ahead of a statement in the same flush.
 */
export class Transaction {
  private runner?: QueryRunner;
  private client?: PoolClient;
  private begun?: Promise<unknown>;
  private role: DatabaseRole = 'none';
  private managerRole: DatabaseRole = 'none';
  private last: Promise<unknown> = Promise.resolve();
  private failed?: Error;

  constructor(
    private readonly dataSource: DataSource,
    private readonly mode: Mode,
  ) {}

  /** A named statement is prepared once a connection. The name must be the text's own. */
  sql<Row extends QueryResultRow>(
    role: DatabaseRole,
    name: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return this.enqueue(async () => {
      const ahead = this.sendAhead(role);
      const [{ rows }] = await Promise.all([this.client!.query<Row>({ name, text, values }), ...ahead]);
      return rows;
    });
  }

  /** TypeORM on this transaction, every statement of it in the given role. */
  async manager(role: DatabaseRole): Promise<EntityManager> {
    this.managerRole = role;
    await this.enqueue(() => Promise.all(this.sendAhead(role)));
    return this.runner!.manager;
  }

  async commit(): Promise<void> {
    await this.last;
    if (!this.runner) return;
    // After a failed statement Postgres answers COMMIT with a silent ROLLBACK, so a caught error must not pass.
    if (this.failed) {
      await this.rollback();
      throw this.failed;
    }
    try {
      await this.client!.query('commit');
      await this.release();
    } catch (error) {
      await this.release(error as Error);
      throw this.mode === 'write' && isConnectionFailure(error as Error)
        ? outcomeUnknown()
        : translatePgError(error);
    }
  }

  async rollback(): Promise<void> {
    await this.last;
    if (!this.runner) return;
    try {
      await this.client!.query('rollback');
      await this.release();
    } catch (error) {
      await this.release(error as Error);
    }
  }

  private enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.last.then(async () => {
      if (this.failed) throw this.failed;
      try {
        if (!this.runner) await this.connect();
        return await work();
      } catch (error) {
        throw (this.failed = translatePgError(error));
      }
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  private async connect(): Promise<void> {
    const runner = this.dataSource.createQueryRunner();
    try {
      this.client = (await runner.connect()) as PoolClient;
    } catch (error) {
      // The pool reports a full queue and an absent server in many words; both pass by themselves.
      throw error instanceof DomainError ? error : unavailable();
    }
    this.runner = runner;
    this.queueStatementsOf(runner);
    this.begun = this.client.query(BEGIN[this.mode]);
    this.begun.catch(() => undefined);
    // TypeORM would otherwise begin, and commit, a transaction of its own in save().
    (runner as { isTransactionActive: boolean }).isTransactionActive = true;
    (runner as unknown as { transactionDepth: number }).transactionDepth = 1;
  }

  /** Sends what must stand before a statement, without waiting: the connection keeps the order. */
  private sendAhead(role: DatabaseRole): Promise<unknown>[] {
    const sent: Promise<unknown>[] = [];
    if (this.begun) sent.push(this.begun);
    this.begun = undefined;
    if (role !== this.role) sent.push(this.client!.query(`set local role ${role}`));
    this.role = role;
    return sent;
  }

  private queueStatementsOf(runner: QueryRunner): void {
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (...args: unknown[]) =>
      this.enqueue(async () => {
        const ahead = this.sendAhead(this.managerRole);
        const [result] = await Promise.all([query(...args), ...ahead]);
        return result;
      }) as Promise<never>;
  }

  /** A connection in doubt is closed, never given to the next request. */
  private async release(broken?: Error): Promise<void> {
    const runner = this.runner as QueryRunner & { releasePostgresConnection(error?: Error): Promise<void> };
    this.runner = undefined;
    await runner.releasePostgresConnection(broken);
  }
}

const outcomeUnknown = (): DomainError =>
  new DomainError(
    'OUTCOME_UNKNOWN',
    'The connection broke while this was being saved. Read it again to see whether it was; send it again if not.',
  );
