import type { QueryResultRow } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { DomainError } from '../errors.ts';
import { isConnectionFailure } from './pg-errors.ts';
import { type Lease, onFirst, type Source } from './source.ts';

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
  private source?: Source;
  private lease: Lease | undefined;
  private begun?: Promise<unknown>;
  private role: DatabaseRole = 'none';
  private managerRole: DatabaseRole = 'none';
  private last: Promise<unknown> = Promise.resolve();
  private failed?: Error;

  /** `sources` tells which servers may be asked, by the role of the first statement. */
  constructor(
    private readonly sources: (role: DatabaseRole) => Iterable<Source>,
    private readonly mode: Mode,
  ) {}

  /** A named statement is prepared once a connection. The name must be the text's own. */
  sql<Row extends QueryResultRow>(
    role: DatabaseRole,
    name: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    return this.enqueue(role, async ({ client }) => {
      const ahead = this.sendAhead(role);
      const [{ rows }] = await Promise.all([client.query<Row>({ name, text, values }), ...ahead]);
      return rows;
    });
  }

  /** TypeORM on this transaction, every statement of it in the given role. */
  async manager(role: DatabaseRole): Promise<EntityManager> {
    this.managerRole = role;
    return this.enqueue(role, async ({ runner }) => {
      await Promise.all(this.sendAhead(role));
      return runner!.manager;
    });
  }

  async commit(): Promise<void> {
    await this.last;
    if (!this.lease) return;
    // After a failed statement Postgres answers COMMIT with a silent ROLLBACK, so a caught error must not pass.
    if (this.failed) {
      await this.undo();
      throw this.failed;
    }
    try {
      await this.lease.client.query('commit');
      await this.release();
    } catch (error) {
      await this.release(error as Error);
      throw this.mode === 'write' && isConnectionFailure(error as Error)
        ? outcomeUnknown()
        : this.source!.explain(error);
    }
  }

  async rollback(): Promise<void> {
    await this.last;
    await this.undo();
  }

  private async undo(): Promise<void> {
    if (!this.lease) return;
    try {
      await this.lease.client.query('rollback');
      await this.release();
    } catch (error) {
      await this.release(error as Error);
    }
  }

  private enqueue<T>(role: DatabaseRole, work: (lease: Lease) => Promise<T>): Promise<T> {
    const result = this.last.then(async () => {
      if (this.failed) throw this.failed;
      try {
        return await (this.lease ? this.next(this.lease, work) : this.first(role, work));
      } catch (error) {
        throw (this.failed = error as Error);
      }
    });
    this.last = result.catch(() => undefined);
    return result;
  }

  private next<T>(lease: Lease, work: (lease: Lease) => Promise<T>): Promise<T> {
    return work(lease).catch((error: unknown) => {
      throw this.source!.explain(error);
    });
  }

  /** Until the first statement is answered, the operation may go on to another server. */
  private first<T>(role: DatabaseRole, work: (lease: Lease) => Promise<T>): Promise<T> {
    return onFirst(this.sources(role), async (source) => {
      await this.undo();
      return work(await this.open(source));
    });
  }

  private async open(source: Source): Promise<Lease> {
    const lease = (this.lease = await source.connect());
    this.source = source;
    const begun: Promise<unknown>[] = [lease.client.query(BEGIN[this.mode])];
    this.role = 'none';
    if (source.check) {
      begun.push(lease.client.query('set local role registry_public'), source.check(lease.client));
      this.role = 'registry_public';
    }
    this.begun = Promise.all(begun);
    this.begun.catch(() => undefined);
    if (lease.runner) this.bind(lease.runner);
    return lease;
  }

  private bind(runner: QueryRunner): void {
    this.queueStatementsOf(runner);
    // TypeORM would otherwise begin, and commit, a transaction of its own in save().
    (runner as { isTransactionActive: boolean }).isTransactionActive = true;
    (runner as unknown as { transactionDepth: number }).transactionDepth = 1;
  }

  /** Sends what must stand before a statement, without waiting: the connection keeps the order. */
  private sendAhead(role: DatabaseRole): Promise<unknown>[] {
    if (this.source!.check && role !== 'registry_public') throw new Error(`A replica is not read as ${role}`);
    const sent: Promise<unknown>[] = [];
    if (this.begun) sent.push(this.begun);
    this.begun = undefined;
    if (role !== this.role) sent.push(this.lease!.client.query(`set local role ${role}`));
    this.role = role;
    return sent;
  }

  private queueStatementsOf(runner: QueryRunner): void {
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (...args: unknown[]) =>
      this.enqueue(this.managerRole, async () => {
        const ahead = this.sendAhead(this.managerRole);
        const [result] = await Promise.all([query(...args), ...ahead]);
        return result;
      }) as Promise<never>;
  }

  /** A connection in doubt is closed, never given to the next request. */
  private async release(broken?: Error): Promise<void> {
    const { lease } = this;
    this.lease = undefined;
    await lease!.release(broken);
  }
}

const outcomeUnknown = (): DomainError =>
  new DomainError(
    'OUTCOME_UNKNOWN',
    'The connection broke while this was being saved. Read it again to see whether it was; send it again if not.',
  );
