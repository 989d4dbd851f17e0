import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow, KeyScope } from '../platform/graphql/allow.ts';
import { Price } from '../platform/rate-limits/prices.ts';
import { ExportsService } from './exports.service.ts';

@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** `includeDemo=true` adds the clearly fictional coalitions, `includeStatewide=true` those of the whole state. */
  @Get(':network/now/:file')
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  @Price(20)
  async now(
    @Param('network') network: string,
    @Param('file') fileName: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, name, revision } = await this.exports.now(network, fileName, query);
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-cache')
      .header('x-network-revision', String(revision))
      .send(file);
  }
}
