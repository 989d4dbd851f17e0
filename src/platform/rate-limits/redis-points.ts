import { createClient, type RedisClientType } from '@redis/client';
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { LONGEST_WAIT_MS } from '../database/data-source.ts';
import type { Bound } from './bound.ts';
import type { Lent, PointStore } from './point-leases.ts';
import type { RedisServer } from './redis-server.ts';

/** As access.take_points. A budget that is full again need not be kept, so the key runs out then. */
const TAKE = `
local needed, wanted, most, rate = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local kept = redis.call('HMGET', KEYS[1], 'points', 'filled_at')
local level, filled_at = most, now
if kept[1] then
  filled_at = math.max(tonumber(kept[2]), now)
  level = math.min(most, kept[1] + rate * (filled_at - kept[2]))
end
local lent = 0
if needed <= level then lent = math.min(wanted, math.floor(level)) end
local left = string.format('%.17g', level - lent)
redis.call('HSET', KEYS[1], 'points', left, 'filled_at', string.format('%.6f', filled_at))
redis.call('PEXPIRE', KEYS[1], math.ceil((most - level + lent) / rate * 1000))
return {lent, left}`;
const TAKE_SHA = createHash('sha1').update(TAKE).digest('hex');

const CONNECTS_WITHIN_MS = 1_000;

interface Line {
  readonly client: RedisClientType;
  readonly ready: Promise<unknown>;
}

/**
 * Points in a Redis that all servers have in common. A connection that fails in any way is given up, and the next who asks
 * makes another: PointLeases asks a store that is away once a second and no more.
 */
export class RedisPoints implements PointStore {
  private line: Line | undefined;
  private warned = false;

  constructor(
    private readonly server: RedisServer,
    private readonly logger: Logger,
    private readonly patienceMs = LONGEST_WAIT_MS,
  ) {}

  async take(payer: string, needed: number, wanted: number, { points, perSecond }: Bound): Promise<Lent> {
    const line = (this.line ??= this.connect());
    const silence = setTimeout(() => {
      this.fails('it does not answer');
      this.drop(line);
    }, this.patienceMs);
    try {
      await line.ready;
      const [lent, left] = await evaluate(line.client, {
        keys: [`points:${payer}`],
        arguments: [needed, wanted, points, perSecond].map(String),
      });
      this.serves();
      return { lent, points: Number(left) };
    } catch (error) {
      this.fails(reasonOf(error));
      this.drop(line);
      throw error;
    } finally {
      clearTimeout(silence);
    }
  }

  close(): void {
    if (this.line) this.drop(this.line);
  }

  private connect(): Line {
    const { host, port, secure, database, login } = this.server;
    const client: RedisClientType = createClient({
      socket: {
        ...{ host, port, connectTimeout: CONNECTS_WITHIN_MS, reconnectStrategy: false },
        ...(secure && { tls: true }),
      },
      ...{ database, ...login, name: 'registry_server', maintNotifications: 'disabled' },
    });
    const line = { client, ready: client.connect() };
    client.on('error', () => this.drop(line));
    return line;
  }

  private drop(line: Line): void {
    if (this.line === line) this.line = undefined;
    line.client.destroy();
    // One that was still being made comes to be all the same.
    line.ready.then(
      () => line.client.destroy(),
      () => undefined,
    );
  }

  private fails(reason: string): void {
    if (this.warned) return;
    this.warned = true;
    this.logger.warn({ reason }, 'Redis cannot be used, so each server counts points by itself');
  }

  private serves(): void {
    if (!this.warned) return;
    this.warned = false;
    this.logger.info('Redis is used again');
  }
}

type Question = { keys: string[]; arguments: string[] };

async function evaluate(client: RedisClientType, question: Question): Promise<[number, string]> {
  const asked = client.evalSha(TAKE_SHA, question).catch((error: Error) => {
    if (!error.message.startsWith('NOSCRIPT')) throw error;
    return client.eval(TAKE, question);
  });
  return (await asked) as unknown as [number, string];
}

/** Of several addresses of one name that all refuse, Node says the code alone. */
const reasonOf = (error: unknown): string => {
  const { message, code } = error as Error & { code?: string };
  return message || (code ?? 'unknown');
};
