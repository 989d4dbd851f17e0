import { parseArgs } from 'node:util';
import { loadConfig } from '../platform/config.ts';
import { runMigrations } from '../platform/database/migrate.ts';
import type { Command } from './registry.ts';

export const migrate: Command = {
  name: 'migrate',
  summary: 'bring the database to the state that this version needs',
  help: [
    'Usage: DATABASE_MIGRATOR_URL=<address> npm run registry -- migrate',
    '',
    'Runs the migrations that are missing, as registry_migrator, for example at',
    'postgres://registry_migrator:<password>@127.0.0.1:5432/registry.',
    'The embedded database needs none of this: npm start migrates it.',
  ].join('\n'),
  async run(args) {
    parseArgs({ args, options: {} });
    const { databaseMigratorUrl } = loadConfig();
    if (!databaseMigratorUrl) {
      throw new Error(
        'Set DATABASE_MIGRATOR_URL to the login of registry_migrator, for example ' +
          'postgres://registry_migrator:<password>@127.0.0.1:5432/registry.',
      );
    }
    const names = await runMigrations(databaseMigratorUrl);
    console.log(names.length === 0 ? 'Nothing to migrate.' : `Migrated: ${names.join(', ')}.`);
  },
};
