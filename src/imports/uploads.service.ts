import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { NetworksService } from '../networks/networks.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput, notFound } from '../platform/errors.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { isUuid } from '../platform/graphql/ids.ts';
import type { Viewer } from '../platform/viewer.ts';
import { CatalogueImport } from './catalogue-import.service.ts';
import type { ImportReport, UnderstoodRow } from './catalogue.types.ts';
import { Spreadsheets } from './spreadsheets.service.ts';
import { TableProblem, UPLOAD_LIMITS } from './table/table-problem.ts';

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
    network: string,
    file: string,
    body: unknown,
  ): Promise<{ id: string; report: ImportReport }> {
    // Whoever may not import there learns it before anything is read.
    await this.db.run(viewer, 'read', 'importCatalogue', (ctx) => this.enter(ctx, network));
    if (!(body instanceof Readable)) throw badInput({ body: 'Send the spreadsheet itself as the body.' });
    const rows = await this.understood(body, file, network);
    const report = await this.catalogue.run(viewer, rows, { network, file, dryRun: true });
    const id = await this.db.run(viewer, 'write', 'importCatalogue', async (ctx) => {
      await this.enter(ctx, network);
      const [kept] = await ctx.sql<{ id: string }>('keep_import', 'select access.keep_import($1, $2) as id', [
        ...[file, JSON.stringify(rows)],
      ]);
      return kept!.id;
    });
    return { id, report };
  }

  async confirm(viewer: Viewer, network: string, id: string): Promise<ImportReport> {
    const taken = await this.db.run(viewer, 'write', 'importCatalogue', async (ctx) => {
      await this.enter(ctx, network);
      const [row] = isUuid(id)
        ? await ctx.sql<{ file: string; rows: UnderstoodRow[] }>(
            'take_import',
            'select * from access.take_import($1)',
            [id],
          )
        : [];
      return row;
    });
    if (!taken) throw notFound('report that waits to be confirmed');
    return this.catalogue.run(viewer, taken.rows, { network, file: taken.file, dryRun: false });
  }

  private async understood(body: Readable, file: string, network: string): Promise<UnderstoodRow[]> {
    try {
      return await this.spreadsheets.understand(body, file, UPLOAD_LIMITS, network);
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
