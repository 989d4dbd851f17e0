import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nameKey } from '../src/coalitions/name-key.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { parse } from './support/csv.ts';
import { aNetwork, aPlatformAdmin } from './support/fixtures.ts';

const MESSY = '../shared/data/catalog/coalitions_raw_messy.csv';
const CLEAN = '../shared/data/catalog/coalitions.csv';

/** With and without what stands in brackets: an acronym becomes another name. */
const keysOf = (name: string): string[] => [nameKey(name), nameKey(name.replace(/\(.*?\)/g, ''))];

describe('npm run registry -- import-coalitions', () => {
  let app: TestApp;
  let folder: string;

  beforeEach(async () => {
    app = await TestApp.start();
    folder = mkdtempSync(join(tmpdir(), 'registry-import-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true, force: true });
    await app.stop();
  });

  const run = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((done) => {
      const env = {
        ...process.env,
        ...{ DATABASE_URL: app.database.serverUrl, DATABASE_MIGRATOR_URL: app.database.migratorUrl },
        DATA_DIR: folder,
      };
      execFile(
        process.execPath,
        ['dist/src/commands/registry.js', 'import-coalitions', ...args],
        { env },
        (error, out, err) => done({ code: Number(error?.code ?? 0), out, err }),
      );
    });

  it('adds a file to a network as a named account, and writes a report', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const file = join(folder, 'list.csv');
    writeFileSync(file, 'Name;State;Counties\nAsh Creek;NC;Avery\nBirch;NC;Nowhere\nCedar;TX;Harris\n');
    const to = ['--network', network.slug, '--as', admin.email];

    const trial = await run(file, ...to, '--dry-run');
    expect([trial.code, trial.err]).toEqual([0, '']);
    expect(trial.out).toContain('nothing was changed');
    const report = join(folder, 'report.csv');
    const done = await run(file, ...to, '--report', report);

    expect(done.code).toBe(0);
    expect(done.out).toMatch(/line 3, counties, warning: .*Nowhere/);
    const rows = parse(readFileSync(report, 'utf8').replaceAll('\r\n', '\n'));
    expect(new Set(rows.map(({ line, outcome }) => `${line} ${outcome}`))).toEqual(
      new Set(['2 CREATED', '3 CREATED', '4 REFUSED']),
    );
    expect((await run(file, ...to)).out).toMatch(/unchanged/);
  });

  it.each([
    [[], /Give one file/],
    [['x.csv'], /Say where to/],
    [['x.csv', '--by-state'], /Say who imports/],
    [['x.csv', '--by-state', '--as', 'nobody@example.org'], /There is no account/],
  ])('says what is missing in %j', async (args, sentence) => {
    const { code, err } = await run(...args);
    expect([code, err]).toEqual([1, expect.stringMatching(sentence)]);
  });

  it('reads real spreadsheets: nearly every coalition with exactly its counties', async () => {
    if (!existsSync(MESSY))
      return console.log('The published catalogue is not beside the project: not measured.');
    const admin = await aPlatformAdmin(app);
    const to = ['--by-state', '--create-networks', '--as', admin.email];
    const { code, out } = await run(MESSY, ...to);
    expect([code, /^.*nothing was changed.*$/m.exec(out)?.[0]]).toEqual([0, undefined]);

    const found = await app.database.rows<{ name: string; states: string[]; fips: string[]; scope: string }>(
      `select c.sort_name as name, n.states, c.scope, array(select unnest(c.county_fips) order by 1) as fips
       from published.coalitions c join reference.networks n on n.id = c.network_id`,
    );
    const wanted = parse(readFileSync(CLEAN, 'utf8').replaceAll('\r\n', '\n'));
    const missed = wanted.filter(({ name, state, county_fips: fips }) => {
      const own = found.find((each) => keysOf(name!).includes(each.name) && each.states.includes(state!));
      return own?.fips.join(';') !== fips!.split(';').filter(Boolean).sort().join(';');
    });
    const share = (wanted.length - missed.length) / wanted.length;
    console.log(
      `${wanted.length - missed.length} of ${wanted.length} real coalitions have exactly their counties (${Math.round(share * 1000) / 10} %); not: ${missed.map(({ name }) => name).join('; ')}`,
    );
    expect(share).toBeGreaterThanOrEqual(0.95);

    const again = await run(MESSY, '--by-state', '--as', admin.email);
    const table = again.out.split('\n\n')[0]!.split('\n').slice(1);
    expect(table.length).toBeGreaterThan(3);
    for (const line of table.filter((text) => !text.startsWith('(no network)')))
      expect(line).toMatch(/^[a-z-]+ +0 +0 +\d+ +0 +\d+$/);
  }, 300_000);
});
