import { setTimeout as sleep } from 'node:timers/promises';
import { Asker } from './machine/asking.ts';
import type { Child } from './machine/child.ts';
import { forgetPeak, peakMegabytes, residentMegabytes } from './machine/cpu.ts';
import { downloads } from './subjects/files.ts';
import type { World } from './subjects/world.ts';

export interface Memory {
  /** Megabytes: of a server that has answered nothing yet, and the most while the files went out. */
  idle: number;
  peak: number;
}

const SETTLED_MS = 1_000;

/** Of a server that was started for this alone: what others have asked before would count as idle. */
export async function memoryOfFiles(server: Child, world: World): Promise<Memory> {
  await sleep(SETTLED_MS);
  const idle = residentMegabytes(server.pid);
  forgetPeak(server.pid);
  const asker = new Asker(server.port, 1);
  try {
    for (const call of downloads(world)) await asker.swallow(call);
  } finally {
    asker.close();
  }
  return { idle, peak: peakMegabytes(server.pid) };
}
