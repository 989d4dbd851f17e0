import 'reflect-metadata';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { loadDemonstration } from './commands/demonstration/load.ts';
import { queriesToTry } from './commands/demonstration/queries.ts';
import { loadConfig, localUrl, type Config, type ReadyConfig } from './platform/config.ts';
import { connectionProblem } from './platform/database/connection-problems.ts';
import { runMigrations } from './platform/database/migrate.ts';
import { startDatabase } from './platform/database/start-database.ts';
import { createDirectory, privateMode } from './platform/directories.ts';
import { Lifetime } from './platform/lifetime.ts';
import { checkListening, listeningProblem, metricsPlace, publicPlace } from './platform/listening.ts';
import { serveMetrics } from './platform/metrics/metrics-server.ts';
import { readOrCreateSecret } from './platform/secrets.ts';

async function start(lifetime: Lifetime): Promise<void> {
  const settings = loadConfig();
  lifetime.showStacks = settings.logLevel === 'debug' || settings.logLevel === 'trace';
  createDirectory(settings.dataDir, privateMode);

  const database = await startDatabase(settings);
  lifetime.started(database);
  const metricsAt = metricsPlace(settings);
  await checkListening(publicPlace(settings));
  if (metricsAt) await checkListening(metricsAt);
  if (database.migratorUrl) await runMigrations(database.migratorUrl);
  lifetime.check();

  const config: ReadyConfig = {
    ...settings,
    databaseUrl: database.serverUrl,
    tokenSecret: settings.tokenSecret ?? readOrCreateSecret(join(settings.dataDir, 'token.secret')),
  };
  const app = await sayingWhy(() => createApp(config), config);
  lifetime.started({ stop: () => app.close() });
  lifetime.check();
  if (config.demo) await loadDemonstration(app, config, database.migratorUrl);
  lifetime.check();
  if (metricsAt) lifetime.started(await serveMetrics(app, metricsAt));
  await sayingWhy(() => app.listen(config.port, config.host), config);
  database.announce(localUrl(config));
  console.log(greeting(config, database.keptElsewhere));
}

async function sayingWhy<T>(work: () => Promise<T>, config: Config): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const said = listeningProblem(error, publicPlace(config));
    throw config.databaseUrl ? connectionProblem(said, config.databaseUrl, 'serve') : said;
  }
}

function greeting(config: Config, elsewhere: string | undefined): string {
  const metrics = metricsPlace(config);
  const accounts = join(config.dataDir, 'demo-accounts.json');
  return [
    '',
    `The Coalition Landscape listens on ${localUrl(config)}/graphql (open it in a browser to explore).`,
    ...(metrics ? [`Its figures are at ${localUrl(metrics)}/metrics.`] : []),
    ...(elsewhere ? [`The database is kept in ${elsewhere}.`] : []),
    ...(config.demo ? [`The demonstration accounts are in ${accounts}.`, ...toTry()] : []),
    '',
  ].join('\n');
}

const toTry = () => [
  'Three queries to try:',
  ...queriesToTry.flatMap(({ title, query }) => ['', `# ${title}`, query.trim()]),
];

const lifetime = new Lifetime();
await lifetime.run(() => start(lifetime));
