import type { QueryResultRow } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { DomainError } from '../errors.ts';
import { isConnectionFailure } from './pg-errors.ts';
import { type Lease, onFirst, sendTogether, sendWithTheNext, type Source } from './source.ts';

/** `read` sees one snapshot throughout; `write` is all or nothing. */
export type Mode = 'read' | 'write';

/** What a request can become. `none` is the bare login, which may only call the look-up functions. */
export type DatabaseRole =
  'none' | 'registry_public' | 'registry_member' | 'registry_network' | 'registry_board' | 'registry_admin';

const BEGIN: Record<Mode, string> = {
  // A statement is planned once a connection. Left to itself Postgres plans those with lists of ids each time anew, which
  // takes three times as long as answering them. Functions that write are left to themselves.
  read: 'begin isolation level repeatable read read only; set local plan_cache_mode = force_generic_plan',
  write: 'begin',
};

/**
 * One transaction on one connection, opened with its first statement. Sibling resolvers run at once: what they ask in
 * one turn of the event loop is sent together, behind the begin and whatever changes of role it needs, and answered in
 * the order in which it was asked.
 */
export class Transaction {
  private source?: Source;
  private lease: Lease | undefined;
  private opened?: Promise<unknown>;
  private role: DatabaseRole = 'none';
  private managerRole: DatabaseRole = 'none';
  private settled: Promise<unknown> = Promise.resolve();
  private alone: Promise<unknown> = Promise.resolve();
  private failed?: Error;
  private over = false;

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
    return this.send(role, async ({ client }) => (await client.query<Row>({ name, text, values })).rows);
  }

  /** TypeORM on this transaction, every statement of it in the given role. */
  manager(role: DatabaseRole): Promise<EntityManager> {
    this.managerRole = role;
    return this.send(role, ({ runner }) => Promise.resolve(runner!.manager));
  }

  async commit(): Promise<void> {
    await this.settled;
    this.over = true;
    if (!this.lease) return;
    // After a failed statement Postgres answers COMMIT with a silent ROLLBACK, so a caught error must not pass.
    if (this.failed) {
      await this.undo();
      throw this.failed;
    }
    if (this.mode === 'read') return this.endReading(this.lease);
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
    this.over = true;
    await this.settled;
    await this.undo();
  }

  /** Nothing hangs on this COMMIT: what was read was one snapshot. A connection that broke fails whoever comes next. */
  private async endReading({ client }: Lease): Promise<void> {
    sendWithTheNext(client);
    client.query('commit').catch(() => undefined);
    await this.release();
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

  private send<T>(role: DatabaseRole, statement: (lease: Lease) => Promise<T>, alone = false): Promise<T> {
    const sent = this.sent(role, statement, alone ? this.settled : this.alone).catch((error: unknown) => {
      // Those behind a failed one fail because of it.
      throw (this.failed ??= error as Error);
    });
    const answered = sent.catch(() => undefined);
    this.settled = Promise.all([this.settled, answered]);
    if (alone) this.alone = answered;
    return sent;
  }

  private async sent<T>(
    role: DatabaseRole,
    statement: (lease: Lease) => Promise<T>,
    before: Promise<unknown>,
  ): Promise<T> {
    await before;
    if (this.failed) throw this.failed;
    if (this.over) throw new Error('The operation is over, and this came behind its end');
    if (!this.opened) {
      const first = this.first(role, statement);
      this.opened = first;
      return first;
    }
    await this.opened;
    const lease = this.lease!;
    try {
      return await this.inRole(lease, role, statement);
    } catch (error) {
      throw this.source!.explain(error);
    }
  }

  /** Until the first statement is answered, the operation may go on to another server. */
  private first<T>(role: DatabaseRole, statement: (lease: Lease) => Promise<T>): Promise<T> {
    return onFirst(this.sources(role), async (source) => {
      await this.undo();
      const lease = (this.lease = await source.connect());
      this.source = source;
      if (lease.runner) this.bind(lease.runner);
      sendTogether(lease.client);
      this.role = source.check ? 'registry_public' : role;
      const begun = lease.client.query(`${BEGIN[this.mode]}${becoming(this.role)}`);
      const checked = source.check?.(lease.client);
      const [answer] = await Promise.all([this.inRole(lease, role, statement), begun, checked]);
      return answer;
    });
  }

  /** The role is changed ahead of the statement without waiting: the connection keeps the order. */
  private async inRole<T>(
    lease: Lease,
    role: DatabaseRole,
    statement: (lease: Lease) => Promise<T>,
  ): Promise<T> {
    if (this.source!.check && role !== 'registry_public') throw new Error(`A replica is not read as ${role}`);
    sendTogether(lease.client);
    const changed = role === this.role ? undefined : lease.client.query(`set local role ${role}`);
    this.role = role;
    const [answer] = await Promise.all([statement(lease), changed]);
    return answer;
  }

  private bind(runner: QueryRunner): void {
    this.queueStatementsOf(runner);
    // TypeORM would otherwise begin, and commit, a transaction of its own in save().
    (runner as { isTransactionActive: boolean }).isTransactionActive = true;
    (runner as unknown as { transactionDepth: number }).transactionDepth = 1;
  }

  private queueStatementsOf(runner: QueryRunner): void {
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (...args: unknown[]) =>
      this.send(this.managerRole, () => query(...args)) as Promise<never>;
  }

  /** A connection in doubt is closed, never given to the next request. */
  private async release(broken?: Error): Promise<void> {
    const { lease } = this;
    this.lease = undefined;
    await lease!.release(broken);
  }
}

const becoming = (role: DatabaseRole): string => (role === 'none' ? '' : `; set local role ${role}`);

const outcomeUnknown = (): DomainError =>
  new DomainError(
    'OUTCOME_UNKNOWN',
    'The connection broke while this was being saved. Send it again under its idempotency key, or read whether it was saved; without a key send it again only if not.',
  );
