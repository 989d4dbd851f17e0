import { Controller, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { badInput } from '../platform/errors.ts';
import { Allow, Role } from '../platform/graphql/allow.ts';
import { keyOfHeader } from '../platform/graphql/idempotency-key.ts';
import { Price } from '../platform/rate-limits/prices.ts';
import type { Viewer } from '../platform/viewer.ts';
import type { ImportReport } from './catalogue.types.ts';
import { reportAsCsv, totalsOf } from './import-report.ts';
import { Uploads } from './uploads.service.ts';

type SignedIn = FastifyRequest & { viewer: Viewer };

/**
 * A spreadsheet of coalitions, sent by a network's admin: first what it would do, and with the id of that report the doing.
 * `Accept: text/csv` gives the report as a table. With an `Idempotency-Key`, a repetition keeps no second file, and a confirmation
 * that was done is answered again.
 */
@Controller('imports')
export class ImportsController {
  constructor(private readonly uploads: Uploads) {}

  /** The body is the file itself, at most 10 MB, as text/csv, application/octet-stream or a spreadsheet's own type. */
  @Post('coalitions')
  @HttpCode(200)
  @Allow(Role.NETWORK_ADMIN)
  @Price(100)
  async tryOut(
    @Query('network') network: string | undefined,
    @Query('file') file: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: SignedIn,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!network) throw badInput({ network: 'Give the slug of the network: ?network=' });
    const name = (file ?? 'upload').slice(0, 200);
    // Of a file that is refused the rest is not read, so nothing can follow it on its connection.
    void reply.header('connection', 'close');
    const upload = { network, file: name, body: request.body };
    const { report, id } = await this.uploads.tryOut(request.viewer, upload, keyOfHeader(key));
    send(reply, report, accept, { report: id });
  }

  /**
   * Does what the report said, once and within a day; the registry is looked at anew. What could not be finished may be
   * confirmed again, and goes on. While it is at work, who confirms under the same key waits for its report; others are
   * told CONFLICT.
   */
  @Post('coalitions/:report/confirm')
  @HttpCode(200)
  @Allow(Role.NETWORK_ADMIN)
  @Price(100)
  async confirm(
    @Param('report') report: string,
    @Query('network') network: string | undefined,
    @Headers('accept') accept: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: SignedIn,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!network) throw badInput({ network: 'Give the slug of the network: ?network=' });
    const done = await this.uploads.confirm(request.viewer, network, report, keyOfHeader(key));
    send(reply, done, accept, {});
  }
}

function send(reply: FastifyReply, report: ImportReport, accept: string | undefined, more: object): void {
  void reply.header('cache-control', 'no-store');
  if (accept?.includes('text/csv')) {
    void reply.headers(more).type('text/csv; charset=utf-8').send(reportAsCsv(report));
    return;
  }
  void reply.send({ ...more, ...report, totals: Object.fromEntries(totalsOf(report.rows)) });
}
