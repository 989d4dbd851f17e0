import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inDirectory } from '../directories.ts';
import { spawnOptions } from './embedded-binaries.ts';
import { clusterProblem, openCluster, type Cluster, type ClusterOptions } from './embedded-cluster.ts';
import { isAlive, livingPostmaster, readPostmaster, type Postmaster } from './postmaster.ts';

/** A Postgres of our own, on the loopback address, in a process group of its own. */
export interface EmbeddedPostgres {
  readonly pid: number;
  /** It was running already: left behind by a server that was killed, or in use by one that lives. */
  readonly adopted: boolean;
  readonly dataDirectory: string;
  url(database: string, user?: string, password?: string): string;
  /** Starts it again, at the same address, if it has died. */
  revive(): Promise<void>;
  /** Ends it, adopted or not. Clients that are still connected are cut off. */
  stop(): Promise<void>;
  /** The same without waiting for the end. */
  abandon(): void;
}

const startSeconds = 60;
const fastStopSeconds = 4;
const maximalLogBytes = 10_000_000;

/** Data, log and secrets are kept in `directory`, which is created where it is missing. */
export async function startEmbeddedPostgres(
  directory: string,
  options: ClusterOptions = {},
): Promise<EmbeddedPostgres> {
  const cluster = openCluster(directory, options);
  const { adopted, ...running } = await adoptOrStart(cluster);
  let { postmaster } = running;
  const { port } = postmaster;
  return {
    get pid() {
      return postmaster.pid;
    },
    adopted,
    dataDirectory: cluster.data,
    url: (database, user = 'postgres', password = cluster.superuserPassword) => {
      const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
      return `postgres://${credentials}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    },
    revive: async () => {
      ({ postmaster } = await adoptOrStart(cluster, port));
    },
    stop: () => stop(cluster),
    abandon: () => void stop(cluster).catch(() => undefined),
  };
}

interface Running {
  readonly postmaster: Postmaster;
  readonly adopted: boolean;
}

async function adoptOrStart(cluster: Cluster, wantedPort?: number): Promise<Running> {
  let problem = '';
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    const running = await settled(cluster);
    if (running && (await answers(cluster, running))) return { postmaster: running, adopted: true };
    const started = await start(cluster, wantedPort ?? (await freePort()));
    if (typeof started !== 'string') return { postmaster: started, adopted: false };
    // The port was taken meanwhile, or another process was starting this Postgres: both pass.
    problem = started;
  }
  throw clusterProblem(problem, dirname(cluster.data), 'does not start');
}

/** The Postgres that runs on these data, once it has finished starting; none if it is about to end. */
async function settled({ data, runAs, directory }: Cluster): Promise<Postmaster | undefined> {
  for (const end = Date.now() + startSeconds * 1000; Date.now() < end; await sleep(50)) {
    const postmaster = livingPostmaster(data, runAs);
    if (!postmaster || postmaster.ready) return postmaster;
  }
  throw new Error(
    `The database in ${directory} is neither starting nor stopping for good; end its process and retry.`,
  );
}

async function answers({ superuserPassword, directory }: Cluster, { port }: Postmaster): Promise<boolean> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: 'postgres', password: superuserPassword, database: 'postgres' },
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === '28P01') {
      const file = join(directory, 'superuser.secret');
      throw new Error(`${file} is not the one of these data; put the right one back.`, { cause: error });
    }
    return code === '53300'; // full, so it is there
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The running Postgres, or what it said when it ended instead. */
async function start(cluster: Cluster, port: number): Promise<Postmaster | string> {
  const log = join(cluster.directory, 'postgres.log');
  const [logged, child] = inDirectory(cluster.directory, () => [keepShort(log), launch(cluster, port, log)]);
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code, signal) => (failure = `it ended with ${signal ?? `exit code ${code}`}`));
  for (const end = Date.now() + startSeconds * 1000; failure === undefined; await sleep(20)) {
    const postmaster = readPostmaster(cluster.data);
    if (postmaster?.ready && postmaster.pid === child.pid) return postmaster;
    if (Date.now() < end) continue;
    child.kill('SIGQUIT');
    throw new Error(
      `The database in ${cluster.directory} was not ready within ${startSeconds} seconds; see ${log}.`,
    );
  }
  return readFileSync(log).subarray(logged).toString('utf8').trim() || failure;
}

/** Of the length that the log has now. */
function keepShort(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < maximalLogBytes) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

function launch({ binaries, data, runAs, durable }: Cluster, port: number, log: string): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port,
    max_connections: 100,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What clients did wrong is theirs to log: such a message may repeat what somebody wrote.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: 0,
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(binaries.path('postgres'), ['-D', data, ...flags], {
      ...spawnOptions(runAs),
      detached: true, // Ctrl-C reaches the server only, which ends its requests before it stops Postgres
      stdio: ['ignore', output, output],
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

async function stop(cluster: Cluster): Promise<void> {
  const running = () => livingPostmaster(cluster.data, cluster.runAs)?.pid;
  const pid = running();
  if (pid === undefined) return;
  for (const mode of ['fast', 'immediate']) {
    if (running() === pid) await stopProgram(cluster, mode); // else it is the next server's already
  }
  // It removes its file a moment before it is gone.
  for (const end = Date.now() + 1_000; isAlive(pid) && Date.now() < end;) await sleep(10);
}

function stopProgram({ binaries, data, runAs }: Cluster, mode: string): Promise<void> {
  const flags = ['stop', '-D', data, '-m', mode, '-w', '-t', String(fastStopSeconds)];
  return new Promise((resolve) => {
    const child = spawn(binaries.path('pg_ctl'), flags, {
      ...spawnOptions(runAs),
      detached: true,
      stdio: 'ignore',
    });
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
}

/** On 127.0.0.1, free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
