import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TenantDb } from '../database/tenant-db.ts';
import { Allow } from '../graphql/allow.ts';
import { Price } from '../rate-limits/prices.ts';

const READY = 'select 1';

/**
 * Whether the process answers is probed apart from whether it can do its work. Without the primary but with a replica it
 * can still show the public record: to send its readers elsewhere would help nobody.
 */
@Controller()
export class HealthController {
  private draining = false;

  constructor(private readonly db: TenantDb) {}

  /** Called when the process is told to stop: whoever sends requests here shall send them elsewhere first. */
  beforeApplicationShutdown(): void {
    this.draining = true;
  }

  @Get('live')
  @Allow('ANYONE')
  @Price(0)
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @Allow('ANYONE')
  @Price(0)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    if (!this.draining && (await this.answers(this.db.record('ready', READY, []))))
      return { status: 'ready' };
    if (!this.draining && this.db.hasReplica && (await this.answers(this.readPublic()))) {
      return { status: 'ready to read only: the primary database does not answer' };
    }
    void reply.status(503);
    return { status: this.draining ? 'stopping' : 'the database does not answer' };
  }

  private readPublic(): Promise<unknown> {
    return this.db.run(null, 'read', 'ready', (ctx) => ctx.sql('ready', READY));
  }

  private async answers(work: Promise<unknown>): Promise<boolean> {
    const asked = work.then(
      () => true,
      () => false,
    );
    let timer: NodeJS.Timeout;
    const patience = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), 1_500)));
    return Promise.race([asked, patience]).finally(() => clearTimeout(timer));
  }
}
