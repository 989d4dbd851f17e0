import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Bench } from './bench.ts';
import { canMeasure } from './machine/cpu.ts';
import { homeOf } from './machine/scratch.ts';
import { HELP, optionsOf } from './options.ts';

let interrupted = false;

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (!options) return console.log(HELP);
  if (!canMeasure()) {
    console.error('This measures the CPU of processes as Linux tells it under /proc, so it needs Linux.');
    process.exitCode = 2;
    return;
  }
  const bench = new Bench(homeOf(dirname(dirname(fileURLToPath(import.meta.url)))), options);
  // Ctrl-C arrives twice under npm: from the terminal, and passed on.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      interrupted = true;
      void bench.stop().finally(() => process.exit(130));
    });
  }
  try {
    await bench.run();
  } finally {
    await bench.stop();
  }
}

try {
  await main();
} catch (error) {
  // What was cut off by its end is no news.
  if (!interrupted) console.error((error as Error).message);
  process.exitCode = 1;
}
