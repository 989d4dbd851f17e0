import { importCoalitions } from './import-coalitions.ts';
import { invitePlatformAdmin } from './invite-platform-admin.ts';
import { mail } from './mail.ts';
import { migrate } from './migrate.ts';
import { prepareDatabase } from './prepare-database.ts';

/** A command of `npm run registry -- <name>`: a file of its own beside this one, and a line in the table. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  run(args: string[]): Promise<void>;
}

const commands: readonly Command[] = [prepareDatabase, migrate, invitePlatformAdmin, importCoalitions, mail];

const overview = () =>
  [
    'Usage: npm run registry -- <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(24)} ${summary}`),
    '',
    'Each command explains itself: npm run registry -- <command> --help',
  ].join('\n');

async function main([name, ...args]: string[]): Promise<void> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help')
    return console.log(overview());
  const command = commands.find((known) => known.name === name);
  if (!command) throw new Error(`There is no command "${name}"; choose one of these.\n\n${overview()}`);
  if (args.includes('--help') || args.includes('-h')) return console.log(command.help);
  await command.run(args).catch((error: unknown) => {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new Error(`${message.replace(/\.$/, '')}; see npm run registry -- ${name} --help.`);
  });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
