import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { isAlive } from '../src/platform/database/postmaster.ts';
import { OwnPostgres, query } from './support/own-postgres.ts';

const asRoot = process.getuid?.() === 0;
const mode = (path: string) => statSync(path).mode & 0o777;

const own = new OwnPostgres();
const { home } = own;

afterAll(() => own.remove());

/** Another process that starts Postgres and then waits to be killed. It needs the built server. */
async function launchElsewhere(
  directory: string,
): Promise<{ child: ChildProcess; pid: number; adopted: boolean }> {
  const built = resolve('dist/src/platform/database/embedded-postgres.js');
  if (!existsSync(built)) throw new Error(`${built} is missing; run npm run build first.`);
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(pathToFileURL(built).href)});
    const { pid, adopted } = await startEmbeddedPostgres(process.argv[1], { durable: false });
    console.log(JSON.stringify({ pid, adopted }));
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { pid: number; adopted: boolean }) };
}

describe('The embedded Postgres', () => {
  let directory: string;
  let postgres: EmbeddedPostgres;

  beforeAll(async () => {
    directory = join(home, 'main');
    postgres = await own.start('main');
    await query(postgres.url('postgres'), 'create table kept (word text)');
    await query(postgres.url('postgres'), `insert into kept values ('still here')`);
  });

  it('lets in with the password only', async () => {
    await expect(query(postgres.url('postgres', 'postgres', 'wrong'), 'select')).rejects.toMatchObject({
      code: '28P01',
    });
    const [hba] = await query<{ methods: string[] }>(
      postgres.url('postgres'),
      'select array_agg(distinct auth_method) as methods from pg_hba_file_rules',
    );
    expect(hba).toEqual({ methods: ['scram-sha-256'] });
  });

  it('keeps its secret and its data for their owner', () => {
    expect(mode(join(directory, 'superuser.secret'))).toBe(0o600);
    expect(mode(join(directory, 'postgres.log'))).toBe(0o600);
    expect(mode(join(directory, 'data'))).toBe(0o700);
    expect(mode(directory)).toBe(asRoot ? 0o711 : 0o700);
  });

  it('listens on the loopback address only', async () => {
    const [settings] = await query(
      postgres.url('postgres'),
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', sockets: '' });
    const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address, internal, family } of outside) {
      if (internal || family !== 'IPv4') continue;
      const socket = connect(Number(new URL(postgres.url('postgres')).port), address);
      const outcome = await Promise.race([
        once(socket, 'connect').then(() => 'in'),
        once(socket, 'error').catch(() => 'out'),
      ]).catch(() => 'out');
      socket.destroy();
      expect(outcome).toBe('out');
    }
  });

  it('writes no statement and no value into its log', async () => {
    await expect(query(postgres.url('postgres'), `select 'written-by-somebody'::uuid`)).rejects.toThrow();
    expect(readFileSync(join(directory, 'postgres.log'), 'utf8')).not.toContain('written-by-somebody');
  });

  it('is durable unless a test asks otherwise', async () => {
    const durable = await own.start('durable', { durable: true });
    const [settings] = await query(
      durable.url('postgres'),
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
              current_setting('full_page_writes') as pages, current_setting('data_checksums') as checksums`,
    );
    expect(settings).toEqual({ fsync: 'on', commit: 'on', pages: 'on', checksums: 'on' });
    await durable.stop();
  });

  it('is adopted, not started again, while it runs', async () => {
    const adopted = await own.start('main');
    expect(adopted).toMatchObject({ pid: postgres.pid, adopted: true });
    expect(adopted.url('postgres')).toBe(postgres.url('postgres'));
  });

  it('survives the kill of the process that started it, is adopted, and is stopped by its heir', async () => {
    await postgres.stop();
    expect(isAlive(postgres.pid)).toBe(false);
    const elsewhere = await launchElsewhere(directory);
    expect(elsewhere.adopted).toBe(false);
    elsewhere.child.kill('SIGKILL');
    await once(elsewhere.child, 'exit');

    const heir = await own.start('main');
    expect(heir).toMatchObject({ pid: elsewhere.pid, adopted: true });
    expect(await query(heir.url('postgres'), 'select word from kept')).toEqual([{ word: 'still here' }]);
    await heir.stop();

    expect(isAlive(elsewhere.pid)).toBe(false);
    expect(existsSync(join(directory, 'data', 'postmaster.pid'))).toBe(false);
    await heir.stop(); // twice is no harm
  });

  it('starts although its number went to another process after a crash', async () => {
    postgres = await own.start('main');
    process.kill(postgres.pid, 'SIGKILL');
    while (isAlive(postgres.pid)) await sleep(20);
    const pidFile = join(directory, 'data', 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));

    postgres = await own.start('main');

    expect(postgres.adopted).toBe(false);
    expect(await query(postgres.url('postgres'), 'select word from kept')).toEqual([{ word: 'still here' }]);
  });

  it('comes back at the same address when it has died', async () => {
    const url = postgres.url('postgres');
    const { pid } = postgres;
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await sleep(20);
    await postgres.revive();
    expect(postgres.pid).not.toBe(pid);
    expect(await query(url, 'select word from kept')).toEqual([{ word: 'still here' }]);
  });

  it('is one, however many start at once', async () => {
    const both = await Promise.all([
      launchElsewhere(join(home, 'race')),
      launchElsewhere(join(home, 'race')),
    ]);
    expect(both[0].pid).toBe(both[1].pid);
    for (const { child } of both) child.kill('SIGKILL');
    const heir = await own.start('race');
    expect(heir.pid).toBe(both[0].pid);
    await heir.stop();
  });
});

describe('A data directory that cannot be used', () => {
  const data = (name: string, file: string, content: string) => {
    mkdirSync(join(home, name, 'data'), { recursive: true });
    writeFileSync(join(home, name, 'data', file), content);
    return join(home, name, 'data', file);
  };

  it('of another major version is refused, and left as it is', async () => {
    const version = data('older', 'PG_VERSION', '12\n');
    await expect(own.start('older')).rejects.toThrow(
      /was made by PostgreSQL 12, and this server brings PostgreSQL \d+; .*DATA_DIR/,
    );
    expect(readFileSync(version, 'utf8')).toBe('12\n');
  });

  it('with something else in it is refused, and left as it is', async () => {
    const notes = data('foreign', 'notes.txt', 'not of Postgres');
    await expect(own.start('foreign')).rejects.toThrow(
      /holds no PostgreSQL data; empty or remove it, or set DATA_DIR/,
    );
    expect(existsSync(notes)).toBe(true);
  });

  it('below a file is refused', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(own.start('file/postgres')).rejects.toThrow(
      /^Cannot write to .*; move that file away, or set DATA_DIR/,
    );
  });

  // What can go wrong differs for root, who is let in everywhere but must not run Postgres.
  const underRoot = (): void =>
    it('in a private home of root is refused, or kept elsewhere', async () => {
      const directory = 'private/postgres';
      mkdirSync(join(home, directory), { recursive: true });
      chmodSync(join(home, 'private'), 0o700);
      await expect(own.start(directory)).rejects.toThrow(
        /may not enter .*; set DATA_DIR to a directory outside of private homes/,
      );

      const first = await own.start(directory, { elsewhere: home });
      expect(first.dataDirectory).toMatch(new RegExp(`^${home}/coalition-landscape-`));
      await first.stop();
      const second = await own.start(directory, { elsewhere: home });
      expect(second.dataDirectory).toBe(first.dataDirectory);
      await second.stop();
    });

  const withoutRoot = (): void =>
    it('that is write-protected is refused', async () => {
      mkdirSync(join(home, 'protected'), { mode: 0o500 });
      await expect(own.start('protected/postgres')).rejects.toThrow(
        /^Cannot write to .*: this user may not write there; start as the user who may, or set DATA_DIR/,
      );
    });

  if (asRoot) underRoot();
  else withoutRoot();
});
