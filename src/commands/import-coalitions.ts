import { createReadStream, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import { CatalogueImport } from '../imports/catalogue-import.service.ts';
import type { ImportReport } from '../imports/catalogue.types.ts';
import { reportAsCsv, reportAsText } from '../imports/import-report.ts';
import { Spreadsheets } from '../imports/spreadsheets.service.ts';
import { FILE_LIMITS } from '../imports/table/table-problem.ts';
import { loadConfig } from '../platform/config.ts';
import { TenantDb } from '../platform/database/tenant-db.ts';
import { Account } from './account.ts';
import { type CommandDatabase, withDatabase } from './database.ts';
import { NewNetworks } from './new-networks.ts';
import type { Command } from './registry.ts';

interface Wish {
  file: string;
  network: string | null;
  createNetworks: boolean;
  dryRun: boolean;
  email: string;
  report: string | null;
}

export const importCoalitions: Command = {
  name: 'import-coalitions',
  summary: 'add the coalitions of a spreadsheet to the catalogue',
  help: [
    'Usage: npm run registry -- import-coalitions FILE --network SLUG --as EMAIL [--dry-run] [--report FILE.csv]',
    '       npm run registry -- import-coalitions FILE --by-state --as EMAIL [--create-networks] [--dry-run]',
    '',
    'FILE is CSV or XLSX; its headings are understood by their meaning. Each row ends created, updated, unchanged, merged',
    'with another row, or refused, with the reason. What a lead keeps is not overwritten, and a second run of the same',
    'file changes nothing; after a run that was stopped it goes on with what is missing.',
    '',
    '  --network SLUG      all rows are of this network',
    '  --by-state          each row is of the one network of its state',
    '  --create-networks   makes a network for each state that has none; EMAIL must be a platform admin',
    '  --as EMAIL          the account that the history shows, an admin of the networks',
    '  --dry-run           says what would be done, and changes nothing',
    '  --report FILE.csv   writes the report, one line for each remark',
  ].join('\n'),
  async run(args) {
    const wish = wishOf(args);
    await withDatabase(loadConfig(), (database) => run(wish, database));
  },
};

function wishOf(args: string[]): Wish {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ network: { type: 'string' }, 'by-state': { type: 'boolean' }, as: { type: 'string' } },
      ...{
        'create-networks': { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        report: { type: 'string' },
      },
    },
  });
  const [file] = positionals;
  if (positionals.length !== 1 || !file) throw new Error('Give one file to import.');
  if ((values.network === undefined) === (values['by-state'] !== true)) {
    throw new Error('Say where to: --network SLUG, or --by-state.');
  }
  if (!values.as) throw new Error('Say who imports: --as EMAIL, an admin of the network.');
  return {
    ...{ file, network: values.network ?? null, email: values.as, report: values.report ?? null },
    ...{ createNetworks: values['create-networks'] ?? false, dryRun: values['dry-run'] ?? false },
  };
}

async function run(wish: Wish, { serverUrl, client }: CommandDatabase): Promise<void> {
  const app = await createApp({
    ...{ ...loadConfig(), logLevel: 'silent', tokenSecret: crypto.randomUUID() },
    ...{ databaseUrl: serverUrl, databaseReadUrl: undefined },
  });
  try {
    const account = await Account.find(client, app.get(TenantDb), wish.email);
    const report = await account.signedIn(async (viewer) => {
      const understand = () =>
        app
          .get(Spreadsheets)
          .understand(viewer, createReadStream(wish.file), basename(wish.file), FILE_LIMITS, wish.network);
      let rows = await understand();
      const newNetworks = new NewNetworks(app, client);
      const missing = wish.createNetworks ? await newNetworks.missing(rows) : new Map<string, string>();
      if (missing.size > 0 && !wish.dryRun) {
        await newNetworks.create(account, viewer, missing);
        // With the words of the networks that there are now.
        rows = await understand();
      }
      return app.get(CatalogueImport).run(viewer, rows, {
        ...{ network: wish.network, file: basename(wish.file), dryRun: wish.dryRun, missing },
        progress: process.stderr.isTTY ? showProgress : undefined,
      });
    });
    tell(report, wish.report);
  } finally {
    await app.close();
  }
}

function tell(report: ImportReport, file: string | null): void {
  console.log(reportAsText(report));
  if (file !== null) {
    writeFileSync(file, reportAsCsv(report));
    console.log(`The report is in ${file}.`);
  }
  if (Object.keys(report.failures).length > 0) process.exitCode = 1;
}

const WIDTH = 40;

function showProgress(done: number, all: number): void {
  const full = Math.round((done / all) * WIDTH);
  process.stderr.write(`\r[${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${done} of ${all}`);
  if (done === all) process.stderr.write('\n');
}
