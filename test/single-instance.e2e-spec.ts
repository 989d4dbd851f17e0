import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { AlreadyRunning, SingleInstance } from '../src/platform/single-instance.ts';
import { OwnPostgres, query } from './support/own-postgres.ts';

describe('A second server on the same data', () => {
  const own = new OwnPostgres();
  let postgres: EmbeddedPostgres;
  let first: SingleInstance;
  const options = () => ({ url: postgres.url('postgres'), file: join(own.home, 'server.json') });
  const holder = `select pid from pg_locks where locktype = 'advisory' and granted`;

  beforeAll(async () => {
    postgres = await own.start('postgres');
    first = await SingleInstance.take({ ...options(), revive: () => postgres.revive() });
    first.announce('http://127.0.0.1:3000');
  });

  afterAll(() => own.remove());

  it('is told where the first one runs', async () => {
    await expect(SingleInstance.take(options())).rejects.toThrow(AlreadyRunning);
    await expect(SingleInstance.take(options())).rejects.toThrow(
      `The server already runs on these data at http://127.0.0.1:3000 (process ${process.pid}); use that one,`,
    );
  });

  it('is refused again after the first one has lost its connection', async () => {
    const [before] = await query<{ pid: number }>(postgres.url('postgres'), holder);
    await query(postgres.url('postgres'), `select pg_terminate_backend(${before!.pid})`);
    let [after] = [before];
    for (
      const end = Date.now() + 10_000;
      (!after || after.pid === before!.pid) && Date.now() < end;
      await sleep(100)
    ) {
      [after] = await query<{ pid: number }>(postgres.url('postgres'), holder);
    }
    expect(after!.pid).not.toBe(before!.pid);
    await expect(SingleInstance.take(options())).rejects.toThrow(AlreadyRunning);
  });

  it('may start once the first one has ended, not while it is still ending', async () => {
    let refused: unknown;
    await first.release(async () => {
      refused = await SingleInstance.take(options()).catch((error: unknown) => error);
    });
    expect(refused).toBeInstanceOf(AlreadyRunning);
    expect(existsSync(options().file)).toBe(false);
    const next = await SingleInstance.take(options());
    await next.release();
  });
});
