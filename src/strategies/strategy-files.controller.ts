import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CoalitionsService } from '../coalitions/coalitions.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { badInput, notFound } from '../platform/errors.ts';
import { Allow, KeyScope } from '../platform/graphql/allow.ts';
import { Price } from '../platform/rate-limits/prices.ts';
import { FORMATS, StrategyFiles } from './strategy-files.service.ts';

/** A picture may be opened by itself: it draws, and does nothing else. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** A published strategy as a file, the one in force or with `?version=` an earlier one. */
@Controller()
export class StrategyFilesController {
  constructor(
    private readonly db: TenantDb,
    private readonly coalitions: CoalitionsService,
    private readonly files: StrategyFiles,
  ) {}

  /** 301 to where a merged coalition went, 404 where there is no published strategy. */
  @Get('coalitions/:network/:slug/strategy.:format')
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  @Price(5)
  async strategy(
    @Param('network') network: string,
    @Param('slug') slug: string,
    @Param('format') format: string,
    @Query('version') version: string | undefined,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
    if (!kind) throw notFound(`form of a strategy (${Object.keys(FORMATS).join(', ')})`);
    if (version !== undefined && !/^[1-9]\d{0,8}$/.test(version)) {
      throw badInput({ version: 'Give the number of a published version.' });
    }
    const file = await this.db.run(null, 'read', 'strategy file', async (ctx) => {
      const coalition = await this.coalitions.bySlug(ctx, network, slug);
      if (!coalition) throw notFound('coalition');
      if (coalition.slug !== slug) {
        void reply.status(301).header('location', `${coalition.url}/strategy.${format}`).send();
        return null;
      }
      return this.files.file(ctx, coalition, format, version ? Number(version) : null);
    });
    if (!file) return;
    const has = known === `"${file.tag}"`;
    // Made when the transaction has ended: it may take a while, and be refused.
    const text = has ? '' : await file.write();
    void reply
      .type(kind.type)
      .header('content-disposition', `inline; filename="${file.name}"`)
      .header('content-security-policy', PICTURE_POLICY)
      // A picture of what is public may be shown in anybody's page.
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'no-cache')
      .header('etag', `"${file.tag}"`)
      .status(has ? 304 : 200)
      .send(has ? undefined : text);
  }
}
