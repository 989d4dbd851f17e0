import { createClient, type RedisClientType } from '@redis/client';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './server-process.ts';

/** Whether the machine has one. Where it has none, the tests say so and run on what there is. */
export function redisIsInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('redis-server is not installed here: nothing of this file ran on Redis');
    return false;
  }
}

export const REDIS_PASSWORD = 'lampe-tisch-regen';

/** A Redis that keeps nothing on a disk, in a directory of its own, for its tests alone. */
export class OwnRedis {
  private readonly home = mkdtempSync(join(tmpdir(), 'own-redis-'));
  private process: ChildProcess | undefined;
  private own: RedisClientType | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<OwnRedis> {
    const redis = new OwnRedis(await freePort());
    await redis.run();
    return redis;
  }

  get url(): string {
    return `redis://:${REDIS_PASSWORD}@127.0.0.1:${this.port}/0`;
  }

  /** On the same port as before, where it was stopped. */
  async run(): Promise<void> {
    this.process = spawn(
      'redis-server',
      [
        ...['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.home],
        ...['--save', '', '--appendonly', 'no', '--requirepass', REDIS_PASSWORD],
      ],
      { stdio: 'ignore' },
    );
    const deadline = Date.now() + 20_000;
    while (!(await this.answers())) {
      if (Date.now() > deadline) throw new Error('redis-server did not start');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** It says nothing from then on, and its connections stay. */
  pause(): void {
    this.process!.kill('SIGSTOP');
  }

  resume(): void {
    this.process!.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    this.own?.destroy();
    this.own = undefined;
    const { process } = this;
    this.process = undefined;
    if (!process) return;
    process.kill('SIGKILL');
    if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.home, { recursive: true, force: true });
  }

  async call<Reply>(...words: string[]): Promise<Reply> {
    return await this.own!.sendCommand(words);
  }

  /** How many connections servers have. */
  async servers(): Promise<number> {
    return (await this.call<string>('CLIENT', 'LIST')).split('name=registry_server').length - 1;
  }

  private async answers(): Promise<boolean> {
    const client: RedisClientType = createClient({
      ...{ url: this.url, socket: { reconnectStrategy: false }, maintNotifications: 'disabled' },
    });
    client.on('error', () => undefined);
    this.own = await client.connect().catch(() => undefined);
    return this.own !== undefined;
  }
}
