import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createDirectory, inDirectory, privateMode } from '../directories.ts';
import { readOrCreateSecret } from '../secrets.ts';
import { spawnOptions, usableBinaries, type Binaries, type RunAs } from './embedded-binaries.ts';

/** A data directory that is there, and what runs it. */
export interface Cluster {
  /** Holds the log and the secrets. */
  readonly directory: string;
  /** Without links in it. */
  readonly data: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
  readonly superuserPassword: string;
  readonly durable: boolean;
}

export interface ClusterOptions {
  /** false for tests only: faster, and a power cut may lose everything. */
  readonly durable?: boolean;
  /**
   * Where data may go when root starts this and the user under whom Postgres then runs may not enter the
   * directory, as below /root. Without it, that is an error.
   */
  readonly elsewhere?: string;
}

/** Finds the data directory below `directory`, or makes it. */
export function openCluster(directory: string, { durable = true, elsewhere }: ClusterOptions): Cluster {
  const asRoot = process.getuid?.() === 0;
  createDirectory(resolve(directory), privateMode);
  const home = realpathSync(directory);
  return inDirectory(home, () => {
    const superuserPassword = readOrCreateSecret(join(home, 'superuser.secret'));
    const data = existingData(home);
    const runAs = asRoot ? unprivilegedUser(data) : {};
    const place = data ? dirname(data) : newPlace(home, runAs, elsewhere);
    if (!mayEnter(place, runAs)) throw unreachable(place);
    const binaries = usableBinaries(place, runAs);
    const cluster = {
      directory: home,
      data: data ?? join(place, 'data'),
      binaries,
      runAs,
      superuserPassword,
      durable,
    };
    if (data) checkMajor(cluster);
    else initialise(cluster);
    return cluster;
  });
}

function existingData(home: string): string | undefined {
  const data = join(home, 'data');
  const entry = lstatSync(data, { throwIfNoEntry: false });
  if (!entry) return undefined;
  if (!existsSync(data)) {
    throw new Error(
      `${data} points to a directory that is gone; bring that back, or remove ${data} to start empty.`,
    );
  }
  return realpathSync(data);
}

/** Postgres refuses to run as root: whoever owns the data, else `postgres`, else `nobody`, runs it. */
function unprivilegedUser(data: string | undefined): RunAs {
  const owner = data ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it; ' +
      'start as an ordinary user, or set DATABASE_URL.',
  );
}

function newPlace(home: string, runAs: RunAs, elsewhere: string | undefined): string {
  if (mayEnter(home, runAs) || !elsewhere || !existsSync(elsewhere)) return home;
  const place = mkdtempSync(join(elsewhere, 'coalition-landscape-'));
  chmodSync(place, 0o711);
  return place;
}

function mayEnter(directory: string, runAs: RunAs): boolean {
  if (runAs.uid === undefined) return true;
  const run = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], spawnOptions(runAs));
  if (!run.error) return run.status === 0;
  throw new Error(
    `PostgreSQL does not run as root, and another user cannot be taken here (${run.error.message}); ` +
      'start as an ordinary user, or set DATABASE_URL.',
  );
}

const unreachable = (place: string) =>
  new Error(
    `PostgreSQL does not run as root, and the user who runs it instead may not enter ${place}; ` +
      'set DATA_DIR to a directory outside of private homes, such as /var/lib/coalition-landscape, ' +
      'or start as an ordinary user.',
  );

function checkMajor({ data, binaries }: Cluster): void {
  let major: string;
  try {
    major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const sentence =
      code === 'ENOENT'
        ? 'is there but holds no PostgreSQL data; empty or remove it'
        : 'belongs to another user; start as that user';
    throw new Error(`${data} ${sentence}, or set DATA_DIR to another directory.`, { cause: error });
  }
  if (major === binaries.major) return;
  throw new Error(
    `${data} was made by PostgreSQL ${major}, and this server brings PostgreSQL ${binaries.major}; start it once ` +
      `more with the version that made it and move the data over with pg_dump, or set DATA_DIR to another directory.`,
  );
}

/** Complete or not at all: made under another name, so that a start that is cut off leaves no half of it. */
function initialise(cluster: Cluster): void {
  const { data, directory } = cluster;
  const unfinished = mkdtempSync(`${data}-`);
  const passwordFile = join(dirname(data), `password-${randomBytes(6).toString('hex')}`);
  try {
    writeFileSync(passwordFile, cluster.superuserPassword, { mode: 0o600, flag: 'wx' });
    for (const path of [unfinished, passwordFile]) give(path, cluster.runAs);
    runInitdb(cluster, unfinished, passwordFile);
    renameSync(unfinished, data);
    if (dirname(data) !== directory) symlinkSync(data, join(directory, 'data'));
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(data)) throw error; // else another process was first
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function give(path: string, { uid, gid }: RunAs): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function runInitdb({ binaries, runAs, durable }: Cluster, data: string, passwordFile: string): void {
  const run = spawnSync(
    binaries.path('initdb'),
    [
      ...['--pgdata', data, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'icu', '--icu-locale', 'und', '--locale', 'C'],
      ...['--data-checksums', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ],
    { ...spawnOptions(runAs), encoding: 'utf8' },
  );
  if (run.status === 0) return;
  throw clusterProblem(run.error?.message ?? run.stderr, dirname(data), 'could not be set up');
}

/** What a program of Postgres said, as a sentence. */
export function clusterProblem(output: string, directory: string, failure: string): Error {
  const advice: [RegExp, string][] = [
    [
      /No space left on device|Disk quota exceeded/i,
      'the disk is full; make room there, or set DATA_DIR elsewhere',
    ],
    [
      /Read-only file system/i,
      'it is on a read-only file system; set DATA_DIR to a directory that can be written',
    ],
    [
      /Permission denied/i,
      'some of its files belong to another user; start as that user, or set DATA_DIR elsewhere',
    ],
  ];
  const known = advice.find(([pattern]) => pattern.test(output));
  if (known) return new Error(`The database in ${directory} ${failure}: ${known[1]}.`);
  const lines = output.trim().split('\n');
  const words = lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return new Error(
    `The database in ${directory} ${failure}: ${words.replace(/^.*?(FATAL|PANIC|error):\s*/, '') || 'no reason was given'}; ` +
      `see ${join(directory, 'postgres.log')}, or set DATABASE_URL to use a database of your own.`,
  );
}
