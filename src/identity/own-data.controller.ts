import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { Allow } from '../platform/graphql/allow.ts';
import { Price } from '../platform/rate-limits/prices.ts';
import type { Viewer } from '../platform/viewer.ts';
import { OwnDataService } from './own-data.service.ts';

@Controller('me')
export class OwnDataController {
  constructor(
    private readonly db: TenantDb,
    private readonly ownData: OwnDataService,
  ) {}

  @Get('data.json')
  @Allow('SIGNED_IN')
  @Price(200)
  async data(
    @Req() request: FastifyRequest & { viewer?: Viewer },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const data = await this.db.run(request.viewer!, 'read', 'exportMyData', (ctx) =>
      this.ownData.everything(ctx),
    );
    void reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="my-data.json"')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(data, null, 2));
  }
}
