import type { Run } from '../subjects/subject.ts';
import { Asker, type Slice } from './asking.ts';
import type { Child } from './child.ts';
import { cpuOf, cpuOfFamily } from './cpu.ts';

/** One slice of one contender. */
export interface Sample {
  requests: number;
  seconds: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Microseconds of CPU a request: of the process that answers, and of Postgres. */
  process: number;
  postgres: number;
  bytes: number;
}

export const cpuOfSample = ({ process, postgres }: Sample): number => process + postgres;

/** What runs beside it is measured with it, so slices never overlap. */
export async function measure(
  child: Child,
  postmaster: number,
  run: Run,
  connections: number,
  seconds: number,
): Promise<Sample> {
  const asker = new Asker(child.port, connections);
  try {
    await run.prepare?.(asker);
    const before = [cpuOf(child.pid), cpuOfFamily(postmaster)] as const;
    const slice = await run.run(asker, seconds);
    const after = [cpuOf(child.pid), cpuOfFamily(postmaster)] as const;
    return sampleOf(slice, after[0] - before[0], after[1] - before[1]);
  } finally {
    asker.close();
  }
}

function sampleOf({ requests, seconds, times, bytes }: Slice, own: number, postgres: number): Sample {
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return {
    ...{ requests, seconds, perSecond: requests / seconds, p50: at(0.5), p99: at(0.99) },
    ...{ process: own / requests, postgres: postgres / requests, bytes: bytes / requests },
  };
}
