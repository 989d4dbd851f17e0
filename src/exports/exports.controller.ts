import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Allow } from '../platform/graphql/allow.ts';
import { ExportsService } from './exports.service.ts';

@Controller('exports')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** `includeDemo=true` adds the clearly fictional coalitions. */
  @Get(':network/now/coalitions.csv')
  @Allow('ANYONE')
  async coalitions(
    @Param('network') network: string,
    @Query('includeDemo') includeDemo: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, name, revision } = await this.exports.coalitions(network, includeDemo);
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-cache')
      .header('x-network-revision', String(revision))
      .send(file);
  }
}
