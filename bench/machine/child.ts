import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/embedded-postgres.ts';
import type { Home, ScratchDatabase } from './scratch.ts';

/** A process that answers over HTTP while it is measured. */
export interface Child {
  readonly pid: number;
  readonly port: number;
  stop(): Promise<void>;
}

const READY_SECONDS = 60;
const STOP_SECONDS = 10;

/** Ended by whoever started them, or when this process ends, whatever the reason. */
const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

async function startChild(
  file: string,
  flags: string[],
  env: NodeJS.ProcessEnv,
  port: number,
  ready: string,
): Promise<Child> {
  const child = spawn(process.execPath, [...flags, file], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true, // Ctrl-C reaches the bench alone, which ends its children in order
  });
  living.add(child);
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      living.delete(child);
      resolve();
    }),
  );
  for (const end = Date.now() + READY_SECONDS * 1000; ; await sleep(50)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`${file} did not start.`);
    const answer = await fetch(`http://127.0.0.1:${port}${ready}`).catch(() => undefined);
    if (answer?.ok) break;
  }
  return {
    pid: child.pid!,
    port,
    stop: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
      await ended;
      clearTimeout(late);
    },
  };
}

const KEPT = {
  nothing: { ANSWER_CACHE_MEGABYTES: '0', RECORD_CACHE_MEGABYTES: '0' },
  record: { ANSWER_CACHE_MEGABYTES: '0' },
  answers: {},
};

export interface ServerWishes {
  /** Published coalitions and strategies by default: each request is answered anew, of what is known already. */
  keeps?: keyof typeof KEPT;
  flags?: string[];
}

/** The server as it is built, on a scratch database. */
export async function startServer(
  home: Home,
  { name, serverUrl }: ScratchDatabase,
  { keeps = 'record', flags = [] }: ServerWishes = {},
): Promise<Child> {
  const port = await freePort();
  const dataDir = join(home.directory, `server-${name}`);
  mkdirSync(dataDir, { recursive: true });
  const settings = {
    ...{ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: serverUrl },
    ...{ DEMO: 'off', RATE_LIMITS: 'off', LOG_LEVEL: 'warn' },
    ...KEPT[keeps],
  };
  return startChild(
    join(home.dist, 'src/main.js'),
    ['--max-semi-space-size=64', '--enable-source-maps', ...flags],
    settings,
    port,
    '/ready',
  );
}

/** The floor: node:http and nothing else; see floor-server.ts. */
export async function startFloor(home: Home, { adminUrl }: ScratchDatabase): Promise<Child> {
  const port = await freePort();
  const settings = { FLOOR_PORT: String(port), FLOOR_DATABASE_URL: adminUrl };
  return startChild(join(home.dist, 'bench/machine/floor-server.js'), [], settings, port, '/ready');
}
