import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { TenantDb } from '../database/tenant-db.ts';
import { Allow } from '../graphql/allow.ts';

/** Whether the process answers is probed apart from whether it can do its work. */
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
  live(): { status: string } {
    return { status: 'live' };
  }

  @Get('ready')
  @Allow('ANYONE')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    if (!this.draining && (await this.databaseAnswers())) return { status: 'ready' };
    void reply.status(503);
    return { status: this.draining ? 'stopping' : 'the database does not answer' };
  }

  private async databaseAnswers(): Promise<boolean> {
    const asked = this.db
      .run(null, 'read', 'ready', (ctx) => ctx.sql('ready', 'select 1'))
      .then(
        () => true,
        () => false,
      );
    let timer: NodeJS.Timeout;
    const patience = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), 1_500)));
    return Promise.race([asked, patience]).finally(() => clearTimeout(timer));
  }
}
