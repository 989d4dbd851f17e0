import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { NetworksService } from '../networks/networks.service.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { notFound } from '../platform/errors.ts';
import { Allow, KeyScope } from '../platform/graphql/allow.ts';
import { Price } from '../platform/rate-limits/prices.ts';
import type { RequestContext } from '../platform/graphql/ctx.ts';
import { PAGE_POLICY } from '../platform/http/html.ts';
import type { Coalition } from './coalition.types.ts';
import { CoalitionsService } from './coalitions.service.ts';
import { ProfileContents } from './profile-contents.service.ts';
import { coalitionPage, networkPage, tombstonePage } from './public-pages.ts';

/** What `Coalition.url` and `Network.url` lead to: plain pages, for people and for links in papers. */
@Controller()
export class PublicPagesController {
  constructor(
    private readonly db: TenantDb,
    private readonly networks: NetworksService,
    private readonly coalitions: CoalitionsService,
    private readonly contents: ProfileContents,
  ) {}

  @Get('networks/:network')
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  @Price(10)
  async network(
    @Param('network') slug: string,
    @Query('after') after: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = await this.db.run(null, 'read', 'page', async (ctx) => {
      const network = await this.networks.require(ctx, slug);
      const list = await this.coalitions.list(ctx, { networkKey: network.key }, 'NAME_ASC', {
        first: 100,
        after,
      });
      return networkPage(network, list.nodes, list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null);
    });
    send(reply, text);
  }

  /** 301 to where a merged coalition went, 410 with a tombstone where one was, 404 where none ever was. */
  @Get('coalitions/:network/:slug')
  @Allow('ANYONE', KeyScope.READ_PUBLISHED, KeyScope.READ_BOARD)
  @Price(3)
  async coalition(
    @Param('network') network: string,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.db.run(null, 'read', 'page', async (ctx) => {
      const coalition = await this.coalitions.bySlug(ctx, network, slug);
      if (coalition?.slug === slug) return send(reply, await this.page(ctx, coalition));
      if (coalition) return void reply.status(301).header('location', coalition.url).send();
      const tombstone = await this.coalitions.tombstone(ctx, network, slug);
      if (!tombstone) throw notFound('coalition');
      send(reply.status(410), tombstonePage(tombstone));
    });
  }

  private async page(ctx: RequestContext, coalition: Coalition): Promise<string> {
    const network = (await this.networks.byKey(ctx, coalition.networkKey))!;
    const content = await this.contents.whole(ctx, coalition);
    const partners = await this.contents.partners(ctx, coalition);
    const initiatives = await this.contents.initiatives(ctx, coalition);
    const { counties } = coalition;
    return coalitionPage({
      network,
      coalition,
      content,
      kind: coalition.kind.label,
      counties,
      partners,
      initiatives,
    });
  }
}

const send = (reply: FastifyReply, text: string): void =>
  void reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY).send(text);
