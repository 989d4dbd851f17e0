import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../dist/src/platform/database/embedded-postgres.js';
import { runMigrations } from '../../dist/src/platform/database/migrate.js';
import { prepareDatabase } from '../../dist/src/platform/database/prepare-database.js';
import globalTeardown from './global-teardown.mjs';

/**
 * One migrated template, which each file of tests copies. TEST_DATABASE_URL (a superuser's) runs them on that server,
 * whose registry_ roles get new passwords. From dist, since Nest and TypeORM keep their metadata on globalThis, which
 * tests in the same process would inherit.
 */
export default async function globalSetup() {
  const secret = () => randomBytes(18).toString('base64url');
  const prefix = `registry_test_${randomBytes(4).toString('hex')}`;
  const passwords = { serverPassword: secret(), migratorPassword: secret() };
  let embedded;
  let adminUrl = process.env.TEST_DATABASE_URL;
  if (!adminUrl) {
    const directory = mkdtempSync(join(roomInMemory() ?? tmpdir(), 'registry-test-'));
    chmodSync(directory, 0o711); // Postgres may run as another user than these tests.
    globalThis.__TEST_DIRECTORY__ = directory;
    embedded = await startEmbeddedPostgres(join(directory, 'postgres'), { durable: false });
    globalThis.__TEST_POSTGRES__ = embedded;
    adminUrl = embedded.url('postgres');
  }
  globalThis.__TEST_PREFIX__ = prefix;
  globalThis.__TEST_ADMIN_URL__ = adminUrl;
  try {
    await makeTemplate(adminUrl, `${prefix}_template`, passwords);
  } catch (error) {
    // Jest tears down only what was set up.
    await globalTeardown();
    throw error;
  }
  process.env.TEST_ADMIN_URL = adminUrl;
  process.env.TEST_PREFIX = prefix;
  process.env.TEST_SERVER_PASSWORD = passwords.serverPassword;
  process.env.TEST_MIGRATOR_PASSWORD = passwords.migratorPassword;
}

/** Where there is room in memory, a database is there: on a disk, copying the template costs half a second each time. */
function roomInMemory() {
  const shared = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(shared);
    return bavail * bsize >= 4 * 1024 ** 3 ? shared : undefined;
  } catch {
    return undefined;
  }
}

async function makeTemplate(adminUrl, template, passwords) {
  await prepareDatabase({ adminUrl, database: template, ...passwords });
  const migratorUrl = new URL(adminUrl);
  migratorUrl.pathname = `/${template}`;
  migratorUrl.username = 'registry_migrator';
  migratorUrl.password = passwords.migratorPassword;
  await runMigrations(migratorUrl.href);
}
