import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** What the operating system says of processes; only Linux says it under /proc. */
export const canMeasure = (): boolean => existsSync('/proc/self/stat');

/** Of USER_HZ, which Linux fixes for everything that it shows. */
const MICROSECONDS_PER_TICK = 10_000;

interface Stat {
  parent: number;
  /** User and system time of all threads, and that of ended children that were waited for. */
  own: number;
  ended: number;
}

function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets itself.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15) as [number, number, number, number];
    return { parent: fields[1]!, own: user + system, ended: endedUser + endedSystem };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

/** Microseconds of a process of one program, such as a Node server. */
export const cpuOf = (pid: number): number => (statOf(pid)?.own ?? 0) * MICROSECONDS_PER_TICK;

/** Microseconds of a postmaster and all its backends, those that ended included. */
export function cpuOfFamily(pid: number): number {
  const head = statOf(pid);
  if (!head) return 0;
  let ticks = head.own + head.ended;
  for (const name of readdirSync('/proc')) {
    const member = /^\d+$/.test(name) ? statOf(Number(name)) : undefined;
    if (member?.parent === pid) ticks += member.own + member.ended;
  }
  return ticks * MICROSECONDS_PER_TICK;
}

const kilobytes = (pid: number, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);

export const residentMegabytes = (pid: number): number => kilobytes(pid, 'VmRSS') / 1024;
export const peakMegabytes = (pid: number): number => kilobytes(pid, 'VmHWM') / 1024;

/** From now on the peak is one of what follows. */
export const forgetPeak = (pid: number): void => writeFileSync(`/proc/${pid}/clear_refs`, '5');
