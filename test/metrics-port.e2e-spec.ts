import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabase } from './support/database.ts';
import { samplesOf, valueOf } from './support/exposition.ts';
import { freePort, ServerProcess } from './support/server-process.ts';

describe('The built server with METRICS_PORT', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'registry-metrics-'));
  let database: TestDatabase;
  let settings: Record<string, string>;
  let server: ServerProcess;

  beforeAll(async () => {
    database = await TestDatabase.create();
    settings = {
      ...{ PORT: String(await freePort()), METRICS_PORT: String(await freePort()), DATA_DIR: dataDir },
      ...{ DATABASE_URL: database.serverUrl, TOKEN_SECRET: randomBytes(32).toString('base64url') },
    };
    server = await ServerProcess.run(settings);
  });
  afterAll(async () => {
    await server.ended('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says where they are, and shows them there alone', async () => {
    const metrics = `http://127.0.0.1:${settings['METRICS_PORT']}/metrics`;
    expect(server.output).toContain(`Its figures are at ${metrics}.`);
    const samples = samplesOf(await (await fetch(metrics)).text());
    expect(valueOf(samples, 'process_start_time_seconds')).toBeGreaterThan(1e9);
    expect((await fetch(`http://127.0.0.1:${settings['PORT']}/metrics`)).status).toBe(404);
  });

  it('does not start where the port is taken, and says so in a sentence', async () => {
    const second = await ServerProcess.run({ ...settings, PORT: String(await freePort()) });
    expect(await second.ended()).toBe(1);
    expect(second.output.trim()).toBe(
      `Port ${settings['METRICS_PORT']} on 127.0.0.1 is in use; stop the program that uses it, or set METRICS_PORT to another number.`,
    );
  });

  it('stops at once, though somebody holds a connection to the figures open', async () => {
    const held = connect(Number(settings['METRICS_PORT']), '127.0.0.1');
    await new Promise((resolve) => held.once('connect', resolve));
    // It may end by a reset, since nobody reads what it has written.
    held.on('error', () => undefined);
    held.write('GET /metr');
    expect(await server.ended('SIGTERM')).toBe(0);
    held.destroy();
    expect(server.output).not.toMatch(/error/i);
  });
});
