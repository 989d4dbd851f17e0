import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { NetworksService } from '../networks/networks.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput, conflict, DomainError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import {
  answerInRoute,
  earlierAnswer,
  onceInRoute,
  reserveInRoute,
} from '../platform/graphql/idempotency.ts';
import { isUuid } from '../platform/graphql/ids.ts';
import type { Viewer } from '../platform/viewer.ts';
import { CatalogueImport } from './catalogue-import.service.ts';
import type { ImportReport, UnderstoodRow } from './catalogue.types.ts';
import { Spreadsheets } from './spreadsheets.service.ts';
import { TableProblem, UPLOAD_LIMITS } from './table/table-problem.ts';

/** Somebody's word to do what a report said. */
interface Confirmation {
  network: string;
  id: string;
  key: string | undefined;
  /** Of this request alone, so that one that was given up cannot go on beside the next. */
  claim: string;
}

interface Claimed extends Record<string, unknown> {
  state: 'YOURS' | 'SAME KEY' | 'TAKEN';
  /** In seconds, until somebody else may begin. */
  wait: number;
  file: string;
  rows: UnderstoodRow[];
}

const ACTION = 'importCatalogue';
/** A batch takes some tenths of a second, and at most the five attempts of two seconds each that it may wait for others. */
const CLAIM_SECONDS = 30;
const LOOK_AGAIN_MS = 250;

const KEEP = 'select access.keep_import($1, $2) as id';
const CLAIM = 'select * from access.claim_import($1, $2, $3, $4)';
const HOLD = 'select access.hold_import($1, $2, $3) as held';
const TAKE = 'select access.take_import($1, $2) as taken';

const SEND_AGAIN = 'Send the file again: its report tells what is left to do.';
const UNTOLD = `This was begun under this key before, and its answer is not there: it was too long to be kept, or another file was sent before it was done. ${SEND_AGAIN}`;

const gone = (): DomainError =>
  new DomainError(
    'NOT_FOUND',
    `There is no such report that waits to be confirmed, or it is not yours to see: each is carried out once, within a day, unless another file is sent first. ${SEND_AGAIN}`,
  );

const underWay = (seconds: number): DomainError =>
  conflict(
    `This report is being carried out already. Wait for that answer; if it is lost, confirm again under the same Idempotency-Key and wait with it, or in ${seconds} seconds, when it goes on if it was stopped.`,
    { retryAfterSeconds: seconds },
  );

const takenOver = (): DomainError =>
  new DomainError('NOT_FOUND', 'Another confirmation of this report has taken over.');

const NOT_KEPT =
  'The connection to the database broke while the report was being kept. Nothing was imported; send the file again.';
const NOT_TOLD =
  'The connection to the database broke while the import was being noted down. Confirm again, with the same Idempotency-Key if there was one: what is in the record stays as it is. Where that is NOT_FOUND, all of it was done.';

/** The general words are of what must not be sent twice without a key. */
const inDoubt =
  (words: string) =>
  (error: unknown): never => {
    const unknown = error instanceof DomainError && error.extensions.code === 'OUTCOME_UNKNOWN';
    throw unknown ? new DomainError('OUTCOME_UNKNOWN', words) : error;
  };

/** A spreadsheet between its trial and its confirmation. */
@Injectable()
export class Uploads {
  constructor(
    private readonly db: TenantDb,
    private readonly networks: NetworksService,
    private readonly spreadsheets: Spreadsheets,
    private readonly catalogue: CatalogueImport,
  ) {}

  async tryOut(
    viewer: Viewer,
    { network, file, body }: { network: string; file: string; body: unknown },
    key?: string,
  ): Promise<{ id: string; report: ImportReport }> {
    // Whoever may not import there learns it before anything is read.
    await this.db.run(viewer, 'read', ACTION, (ctx) => this.enter(ctx, network));
    if (!(body instanceof Readable)) throw badInput({ body: 'Send the spreadsheet itself as the body.' });
    const rows = await this.understood(viewer, body, file, network);
    const report = await this.catalogue.run(viewer, rows, { network, file, dryRun: true });
    const id = await this.db
      .run(viewer, 'write', ACTION, async (ctx) => {
        await this.enter(ctx, network);
        // The same id again; what the file would do is said as it is now.
        return onceInRoute(ctx, key, { tryOut: network, file, rows }, async () => {
          const [kept] = await ctx.sql<{ id: string }>('keep_import', KEEP, [file, JSON.stringify(rows)]);
          return kept!.id;
        });
      })
      .catch(inDoubt(NOT_KEPT));
    return { id, report };
  }

  /** Carried out by one at a time, which others under the same key wait for. One that was stopped goes on with the next. */
  confirm(viewer: Viewer, network: string, id: string, key?: string): Promise<ImportReport> {
    return this.confirmed(viewer, { network, id, key, claim: randomUUID() }).catch(inDoubt(NOT_TOLD));
  }

  private async confirmed(viewer: Viewer, confirmation: Confirmation): Promise<ImportReport> {
    for (;;) {
      const { done, claimed } = await this.begin(viewer, confirmation);
      if (done) return done;
      if (claimed?.state === 'YOURS') return this.carryOut(viewer, confirmation, claimed);
      await pause(LOOK_AGAIN_MS);
    }
  }

  private begin(
    viewer: Viewer,
    { network, id, key, claim }: Confirmation,
  ): Promise<{ done?: ImportReport; claimed?: Claimed }> {
    const request = { confirm: network, id };
    return this.db.run(viewer, 'write', ACTION, async (ctx) => {
      await this.enter(ctx, network);
      const values = [id, claim, key ?? null, CLAIM_SECONDS];
      const [claimed] = isUuid(id) ? await ctx.sql<Claimed>('claim_import', CLAIM, values) : [];
      if (!claimed) {
        // Asked for after the report, since both change at once.
        const done = await earlierAnswer<ImportReport>(ctx, key, request, UNTOLD);
        if (done) return { done };
        throw gone();
      }
      if (claimed.state === 'TAKEN') throw underWay(claimed.wait);
      if (claimed.state === 'YOURS') await reserveInRoute(ctx, key, request);
      return { claimed };
    });
  }

  private async carryOut(
    viewer: Viewer,
    confirmation: Confirmation,
    { rows, file }: Claimed,
  ): Promise<ImportReport> {
    const { network, id, key, claim } = confirmation;
    const hold = async (ctx: RequestContext): Promise<void> => {
      ctx.moveOn();
      await this.enter(ctx, network);
      if (!(await this.hold(ctx, confirmation, CLAIM_SECONDS))) throw takenOver();
    };
    let finished = false;
    try {
      const report = await this.catalogue.run(viewer, rows, { network, file, dryRun: false, hold });
      // One that was stopped may be confirmed again, and goes on.
      if (Object.keys(report.failures).length > 0) return report;
      await this.db.run(viewer, 'write', ACTION, async (ctx) => {
        await this.enter(ctx, network);
        const [row] = await ctx.sql<{ taken: boolean }>('take_import', TAKE, [id, claim]);
        if (row!.taken) await answerInRoute(ctx, key, report);
      });
      finished = true;
      return report;
    } finally {
      if (!finished) await this.release(viewer, confirmation);
    }
  }

  /** At once, so that nobody has to wait for its end; while the database is away, that comes by itself. */
  private async release(viewer: Viewer, confirmation: Confirmation): Promise<void> {
    await this.db
      .run(viewer, 'write', ACTION, async (ctx) => {
        await this.enter(ctx, confirmation.network);
        await this.hold(ctx, confirmation, 0);
      })
      .catch(() => undefined);
  }

  private async hold(ctx: RequestContext, { id, claim }: Confirmation, seconds: number): Promise<boolean> {
    const [row] = await ctx.sql<{ held: boolean }>('hold_import', HOLD, [id, claim, seconds]);
    return row!.held;
  }

  private async understood(
    viewer: Viewer,
    body: Readable,
    file: string,
    network: string,
  ): Promise<UnderstoodRow[]> {
    try {
      return await this.spreadsheets.understand(viewer, body, file, UPLOAD_LIMITS, network);
    } catch (error) {
      if (error instanceof TableProblem) throw badInput({ file: error.message });
      throw error;
    }
  }

  private async enter(ctx: RequestContext, slug: string): Promise<void> {
    const network = await this.networks.require(ctx, slug);
    await ctx.enterNetwork(network.key, 'admin');
  }
}
