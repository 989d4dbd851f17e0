import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { defaultSender, type Sender, sender, type SmtpServer, smtpServer } from './mail/mail-settings.ts';
import { corsOrigins, trustedProxies } from './network-settings.ts';
import { type Bound, bound } from './rate-limits/bound.ts';
import { type RedisServer, redisServer } from './rate-limits/redis-server.ts';
import { type Parser, quoted, refuse, UNSHOWN } from './setting.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** All settings, read once. Nothing else in src/ touches process.env. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** undefined means that there are no metrics. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Somebody chose the data directory, so the data may be kept nowhere else. */
  readonly dataDirChosen: boolean;
  /** The server's login; undefined means that the embedded database is to be started. */
  readonly databaseUrl: string | undefined;
  readonly databaseMigratorUrl: string | undefined;
  readonly databaseReadUrl: string | undefined;
  /** undefined means that mails become files in the data directory. */
  readonly smtp: SmtpServer | undefined;
  readonly mailFrom: Sender;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Whose pages may read answers; none but our own when empty. */
  readonly corsOrigins: readonly string[];
  /** Whose forwarded headers are believed; nobody's when empty. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: LogLevel;
  readonly demo: boolean;
  readonly rateLimits: boolean;
  readonly accountBound: Bound;
  readonly addressBound: Bound;
  /** undefined means that points are kept in the database. */
  readonly redis: RedisServer | undefined;
  /** How many million bytes of anonymous answers are kept; 0 keeps none. */
  readonly answerCacheMegabytes: number;
  /** How many million characters of what is published are kept as objects; 0 keeps none. */
  readonly recordCacheMegabytes: number;
  /** undefined means that it is kept in the data directory; see readOrCreateSecret. */
  readonly tokenSecret: string | undefined;
}

/** What the server is made from: start-up has filled in the database and the secret. */
export type ReadyConfig = Config & { readonly databaseUrl: string; readonly tokenSecret: string };

/** One sentence for each setting that has to change before the server can start. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingsError';
  }
}

export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const problems: string[] = [];
  const read = <T, U>(name: string, fallback: U, parse: Parser<T>): T | U => {
    const value = env[name];
    // docker-compose passes a setting that nobody made as an empty one.
    if (value === undefined || value === '') return fallback;
    try {
      return parse(value);
    } catch (refusal) {
      problems.push(`${name} ${(refusal as Error).message}`);
      return fallback;
    }
  };

  const port = read('PORT', 3000, portNumber);
  const host = read('HOST', '127.0.0.1', hostName);
  const dataDir = read('DATA_DIR', resolve('var'), directory);
  const publicUrl = read('PUBLIC_URL', localUrl({ host, port }), publicAddress);
  const databaseUrl = read('DATABASE_URL', undefined, databaseAddress('registry_server'));
  const config: Config = {
    port,
    host,
    metricsPort: read('METRICS_PORT', undefined, metricsPortBeside(port)),
    metricsHost: read('METRICS_HOST', '127.0.0.1', hostName),
    dataDir,
    dataDirChosen: Boolean(env['DATA_DIR']),
    databaseUrl,
    databaseMigratorUrl: read('DATABASE_MIGRATOR_URL', undefined, databaseAddress('registry_migrator')),
    databaseReadUrl: read('DATABASE_READ_URL', undefined, databaseAddress('registry_server')),
    smtp: read('SMTP_URL', undefined, smtpServer),
    mailFrom: read('MAIL_FROM', defaultSender(publicUrl), sender),
    publicUrl,
    corsOrigins: read('CORS_ORIGINS', [], corsOrigins),
    trustedProxies: read('TRUSTED_PROXIES', [], trustedProxies),
    logLevel: read('LOG_LEVEL', 'info', logLevel),
    demo: read('DEMO', !env['DATABASE_URL'], onOrOff),
    rateLimits: read('RATE_LIMITS', true, rateLimitsFor(host)),
    accountBound: read('RATE_LIMIT_ACCOUNT', { points: 5_000, perSecond: 50 }, bound),
    addressBound: read('RATE_LIMIT_ADDRESS', { points: 2_000, perSecond: 20 }, bound),
    redis: read('REDIS_URL', undefined, redisServer),
    answerCacheMegabytes: read('ANSWER_CACHE_MEGABYTES', 64, megabytes),
    recordCacheMegabytes: read('RECORD_CACHE_MEGABYTES', 16, megabytes),
    tokenSecret: read('TOKEN_SECRET', undefined, tokenSecret),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return config;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Where this machine reaches the server; one that listens everywhere is reached by the loopback address. */
export function localUrl({ host, port }: Pick<Config, 'host' | 'port'>): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port >= 1 && port <= 65_535) return port;
  return refuse(`is ${quoted(value)}`, 'give a whole number from 1 to 65535');
}

/** On one port the metrics would be as public as everything else. */
const metricsPortBeside =
  (port: number): Parser<number> =>
  (value) => {
    const own = portNumber(value);
    return own === port ? refuse(`is ${port}, as PORT is`, 'give another number') : own;
  };

function hostName(value: string): string {
  const name = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/i;
  // Digits and dots that are no address are a mistyped address, never a name.
  if (isIP(value) !== 0 || (name.test(value) && !/^[\d.]+$/.test(value))) return value;
  return refuse(`is ${quoted(value)}`, 'give an IP address or a host name to listen on, such as 127.0.0.1');
}

function directory(value: string): string {
  if (value.includes('\0')) return refuse('has a NUL character in it', 'give a path to a directory');
  const path = resolve(value);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.isDirectory()) return path;
  return refuse(`is ${quoted(value)}, which is a file`, 'give a path to a directory');
}

/** A part of the address may be a password in the wrong place, so no part of it is repeated. */
const databaseAddress =
  (login: string): Parser<string> =>
  (value) => {
    const allowed = `give an address such as postgres://${login}:<password>@127.0.0.1:5432/registry`;
    if (!URL.canParse(value)) return refuse(`is not an address ${UNSHOWN}`, allowed);
    const { protocol, pathname } = new URL(value);
    if (protocol !== 'postgres:' && protocol !== 'postgresql:') {
      return refuse(`is not the address of a Postgres database ${UNSHOWN}`, allowed);
    }
    if (pathname.includes('@') || !value.includes('//')) {
      return refuse(
        `cannot be taken apart ${UNSHOWN}`,
        `${allowed}, with the special characters of the password percent-encoded`,
      );
    }
    if (pathname.length < 2) return refuse('names no database', allowed);
    return value;
  };

function publicAddress(value: string): string {
  const allowed = 'give the address that people type, such as https://registry.example.org, without a path';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.username || url?.password) return refuse('has a user name or a password in it', allowed);
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.pathname !== '/') {
    return refuse(`is ${quoted(value)}`, allowed);
  }
  return url.origin;
}

function logLevel(value: string): LogLevel {
  const level = logLevels.find((known) => known === value);
  return level ?? refuse(`is ${quoted(value)}`, `give one of ${logLevels.join(', ')}`);
}

function onOrOff(value: string): boolean {
  if (value === 'on' || value === 'off') return value === 'on';
  return refuse(`is ${quoted(value)}`, 'give on or off');
}

const rateLimitsFor =
  (host: string): Parser<boolean> =>
  (value) => {
    const on = onOrOff(value);
    if (on || isLoopback(host)) return on;
    return refuse(
      `is "off" while HOST is ${quoted(host)}`,
      'give on, or let HOST be a loopback address such as 127.0.0.1',
    );
  };

function megabytes(value: string): number {
  const size = Number(value);
  if (/^\d{1,4}$/.test(value) && size <= 4_096) return size;
  return refuse(`is ${quoted(value)}`, 'give a whole number from 0 to 4096');
}

function tokenSecret(value: string): string {
  const allowed = 'give at least 32 random bytes as base64url, for example from: openssl rand -hex 32';
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(value)) {
    return refuse('has characters that are not base64url (it is not shown, as it is a secret)', allowed);
  }
  const bytes = Buffer.from(value, 'base64url').length;
  return bytes >= 32 ? value : refuse(`has only ${bytes} bytes`, allowed);
}
