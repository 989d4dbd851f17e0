import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import type { DatabaseRole, Mode, Transaction } from '../database/transaction.ts';
import { badInput, forbidden, notFound, unauthenticated } from '../errors.ts';
import type { Call } from './call.ts';
import { ENTER_BOARD, ENTER_BOARD_BY_KEY } from './enter-board.ts';
import type { Origin, Viewer } from '../viewer.ts';

/** What an operation needs to be allowed in its coalition; the roles behind each are listed in the database. */
export type Need = 'read' | 'write' | 'lead' | 'steward' | 'admin';

/** As Need, for a board; of a closed one only the first and the last are left. */
export type BoardNeed = 'read' | 'steward' | 'admin' | 'remove';

interface Standing {
  network_id: string;
  within: DatabaseRole;
  allowed: boolean;
}

/** What the context needs of the database. An interface, so that this file and the database's do not import each other. */
interface Transactions {
  begin(mode: Mode, viewer: Viewer | null): Transaction;
  mailWaits(): void;
}

/** ISO date (UTC). */
export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Everything that one operation carries: who asks, the transaction, the loaders. Services take it as their first
 * argument; there is no ambient state.
 */
export class RequestContext {
  private transaction?: Transaction;
  private role: DatabaseRole = 'registry_public';
  private place?: string;
  private manager?: EntityManager;
  private action = '';
  private keep?: (data: Record<string, unknown>) => Promise<void>;
  private mode: Mode = 'read';
  private readonly loaders = new Map<unknown, unknown>();

  /** The field at the top that is being worked on; none in work outside of GraphQL. */
  call?: Call;

  /** What the answer depends on, at the revision at which this transaction read it. */
  readonly readRevisions = new Map<string, number>();

  /** Mail was queued, which then leaves as soon as the operation has committed. */
  hasMail = false;

  /** ISO date (UTC) on which the operation began: some answers are as of today. */
  readonly today = today();

  constructor(
    private readonly database: Transactions,
    readonly viewer: Viewer | null,
    readonly origin: Origin,
  ) {}

  /** The root field that is being worked on; the history says its name. */
  act(call: Call): void {
    this.call = call;
    this.action = call.name;
  }

  /** What is to be written down of the answer once it is made, in the transaction that it tells of. */
  keepAnswer(keep: (data: Record<string, unknown>) => Promise<void>): void {
    this.keep = keep;
  }

  async answered(data: Record<string, unknown>): Promise<void> {
    await this.keep?.(data);
  }

  /** The transaction itself opens with the first statement. `action` is what the history will say was done. */
  start(mode: Mode, action: string): void {
    this.mode = mode;
    this.action = action;
    this.transaction = this.database.begin(mode, this.viewer);
  }

  get writes(): boolean {
    return this.mode === 'write';
  }

  /** A named statement in the role that the operation has taken: the public's, until it enters a place. */
  sql<Row extends QueryResultRow>(name: string, text: string, values: unknown[] = []): Promise<Row[]> {
    return this.open.sql<Row>(this.role, name, text, values);
  }

  /** A look-up function, called by the bare login. */
  lookup<Row extends QueryResultRow>(name: string, text: string, values: unknown[] = []): Promise<Row[]> {
    return this.open.sql<Row>('none', name, text, values);
  }

  /** TypeORM, for private drafts. Only after `enter`. */
  get db(): EntityManager {
    if (!this.manager) throw new Error('No coalition has been entered in this operation');
    return this.manager;
  }

  /**
   * Takes the role and the place for work in one coalition. NOT_FOUND without any right to know of it, FORBIDDEN for
   * a member without this right. `what` names the thing that the caller asked for, `networkId` where its id said that
   * it is.
   */
  async enter(coalitionId: string | null, need: Need, what = 'coalition', networkId?: string): Promise<void> {
    const session = this.session();
    this.claim(`coalition ${coalitionId}`);
    const [standing] =
      coalitionId === null
        ? []
        : await this.lookup<Standing>(
            'enter_coalition',
            `select role, network_id, within, allowed,
         set_config('app.session_id', $1::text, true), set_config('app.coalition_id', $2::text, true),
         set_config('app.network_id', network_id::text, true), set_config('app.action', $4, true)
       from access.standing($1::uuid, $2::uuid, $3)`,
            [session, coalitionId, need, this.action],
          );
    if (!standing || (networkId ?? standing.network_id) !== standing.network_id) throw notFound(what);
    if (!standing.allowed) throw forbidden();
    await this.take(standing.within);
  }

  /** As `enter`, for the staff of one network. */
  async enterNetwork(networkId: string | null, need: 'read' | 'admin', what = 'network'): Promise<void> {
    const session = this.session();
    this.claim(`network ${networkId}`);
    const [standing] =
      networkId === null
        ? []
        : await this.lookup<{ role: string }>(
            'enter_network',
            `select role, set_config('app.session_id', $1::text, true), set_config('app.network_id', $2::text, true),
         set_config('app.action', $3, true)
       from access.network_standing($1::uuid, $2::uuid)`,
            [session, networkId, this.action],
          );
    if (!standing) throw notFound(what);
    if (need === 'admin' && standing.role !== 'NETWORK_ADMIN') throw forbidden();
    await this.take('registry_network');
  }

  /** As `enter`, for one board. The one place that a key enters, to read the board that it is of. */
  async enterBoard(
    boardId: string | null,
    need: BoardNeed,
    what = 'board',
    networkId?: string,
  ): Promise<void> {
    const standing = await this.onBoard(boardId, need);
    if (!standing || (networkId ?? standing.network_id) !== standing.network_id) throw notFound(what);
    if (!standing.allowed) throw forbidden();
    await this.take(standing.within);
  }

  /** For platform admins. Whether the session is one is asked again by every function that the role may call. */
  async enterPlatform(): Promise<void> {
    this.claim('platform');
    await this.lookup(
      'enter_platform',
      `select set_config('app.session_id', $1, true), set_config('app.action', $2, true)`,
      [this.session(), this.action],
    );
    await this.take('registry_admin');
  }

  /** Within a network that was entered, the one coalition that a row was just made for. */
  async settleIn(coalitionId: string): Promise<void> {
    await this.lookup('settle_in', `select set_config('app.coalition_id', $1, true)`, [coalitionId]);
    this.place = `coalition ${coalitionId}`;
  }

  /** For a job that works through the coalitions of a network, one after the other, in one transaction. */
  moveOn(): void {
    this.place = undefined;
  }

  /** Builds a loader once an operation, so that it batches and caches within it and no further. */
  loader<L>(create: (ctx: RequestContext) => L): L {
    if (!this.loaders.has(create)) this.loaders.set(create, create(this));
    return this.loaders.get(create) as L;
  }

  /** What was loaded, and has been changed since by this operation. */
  forget(create: (ctx: RequestContext) => unknown): void {
    this.loaders.delete(create);
  }

  async commit(): Promise<void> {
    await this.transaction?.commit();
    if (this.hasMail) this.database.mailWaits();
  }

  async rollback(): Promise<void> {
    await this.transaction?.rollback();
  }

  private get open(): Transaction {
    if (!this.transaction) throw new Error('No operation is under way');
    return this.transaction;
  }

  private async onBoard(boardId: string | null, need: BoardNeed): Promise<Standing | undefined> {
    const key = this.viewer?.key;
    const session = key ? null : this.session();
    this.claim(`board ${boardId}`);
    if (boardId === null) return undefined;
    const [name, text] = key ? ENTER_BOARD_BY_KEY : ENTER_BOARD;
    return (await this.lookup<Standing>(name, text, [key ?? session, boardId, need, this.action]))[0];
  }

  private session(): string {
    if (!this.viewer) throw unauthenticated();
    if (this.viewer.key) throw forbidden('An API key opens nothing private. Sign in for this.');
    return this.viewer.sessionId;
  }

  /** One operation works in one place: what it reads and what it writes then cannot be mixed up. */
  private claim(place: string): void {
    if (this.place !== undefined && this.place !== place) {
      throw badInput({
        input: 'One request works in one coalition, network or board. Send a request for each.',
      });
    }
    this.place = place;
  }

  private async take(role: DatabaseRole): Promise<void> {
    this.role = role;
    this.manager = await this.open.manager(role);
  }
}

export const Ctx = createParamDecorator(
  (_: unknown, context: ExecutionContext): RequestContext =>
    GqlExecutionContext.create(context).getContext<{ ctx: RequestContext }>().ctx,
);
