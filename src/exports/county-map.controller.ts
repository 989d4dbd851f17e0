import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Allow, KeyScope } from '../platform/graphql/allow.ts';
import { Price } from '../platform/rate-limits/prices.ts';
import { CountyMapService } from './county-map.service.ts';

@Controller()
export class CountyMapController {
  constructor(private readonly maps: CountyMapService) {}

  /** `network` leaves the counties of its states; without it all that are in force. */
  @Get('counties.geojson')
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_RELEASED, KeyScope.READ_BOARD)
  @Price(10)
  async counties(
    @Query() query: Record<string, unknown>,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { pieces, length, tag } = await this.maps.map(query);
    void reply.header('etag', tag).header('cache-control', 'public, max-age=3600');
    if (isKnown(tag, known)) return void reply.status(304).send();
    void reply
      .type('application/geo+json')
      .header('content-length', length)
      .send(Readable.from(pieces, { objectMode: false }));
  }
}

/** Whoever compresses an answer on its way marks the tag as weak; it means the same map. */
const isKnown = (tag: string, known = ''): boolean =>
  known.split(/\s*,\s*/).some((one) => one === '*' || one.replace(/^W\//, '') === tag);
