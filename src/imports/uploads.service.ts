import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { NetworksService } from '../networks/networks.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput, notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { earlierAnswer, onceInRoute } from '../platform/graphql/idempotency.ts';
import { isUuid } from '../platform/graphql/ids.ts';
import type { Viewer } from '../platform/viewer.ts';
import { CatalogueImport } from './catalogue-import.service.ts';
import type { ImportReport, UnderstoodRow } from './catalogue.types.ts';
import { Spreadsheets } from './spreadsheets.service.ts';
import { TableProblem, UPLOAD_LIMITS } from './table/table-problem.ts';

interface KeptImport extends Record<string, unknown> {
  file: string;
  rows: UnderstoodRow[];
}

const KEEP = 'select access.keep_import($1, $2) as id';
const KEPT = 'select * from access.kept_import($1)';
const TAKE = 'select access.take_import($1) as done';

const gone = (): Error => notFound('report that waits to be confirmed');

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
    await this.db.run(viewer, 'read', 'importCatalogue', (ctx) => this.enter(ctx, network));
    if (!(body instanceof Readable)) throw badInput({ body: 'Send the spreadsheet itself as the body.' });
    const rows = await this.understood(viewer, body, file, network);
    const report = await this.catalogue.run(viewer, rows, { network, file, dryRun: true });
    const id = await this.db.run(viewer, 'write', 'importCatalogue', async (ctx) => {
      await this.enter(ctx, network);
      // The same id again; what the file would do is said as it is now.
      return onceInRoute(ctx, key, { tryOut: network, file, rows }, async () => {
        const [kept] = await ctx.sql<{ id: string }>('keep_import', KEEP, [file, JSON.stringify(rows)]);
        return kept!.id;
      });
    });
    return { id, report };
  }

  async confirm(viewer: Viewer, network: string, id: string, key?: string): Promise<ImportReport> {
    const request = { confirm: network, id };
    const found = await this.db.run(viewer, 'read', 'importCatalogue', async (ctx) => {
      await this.enter(ctx, network);
      const done = await earlierAnswer<ImportReport>(ctx, key, request);
      const [kept] = done || !isUuid(id) ? [] : await ctx.sql<KeptImport>('kept_import', KEPT, [id]);
      return { done, kept };
    });
    if (found.done) return found.done;
    const { kept } = found;
    if (!kept) throw gone();
    const report = await this.catalogue.run(viewer, kept.rows, { network, file: kept.file, dryRun: false });
    // One that was stopped may be confirmed again, and goes on.
    if (Object.keys(report.failures).length > 0) return report;
    return this.db.run(viewer, 'write', 'importCatalogue', async (ctx) => {
      await this.enter(ctx, network);
      return onceInRoute(ctx, key, request, async () => {
        await ctx.sql('take_import', TAKE, [id]);
        return report;
      });
    });
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
