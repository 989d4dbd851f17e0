import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** `npm start` without its build: the built server as a process of its own, from `settings` alone. */
export class ServerProcess {
  output = '';

  private constructor(
    readonly process: ChildProcess,
    readonly port: number,
  ) {
    process.stdout!.on('data', (chunk) => (this.output += String(chunk)));
    process.stderr!.on('data', (chunk) => (this.output += String(chunk)));
  }

  /** Waits until it says that it listens, or ends; one that takes too long is ended before the test gives up on it. */
  static async run(settings: Record<string, string>): Promise<ServerProcess> {
    const port = Number(settings['PORT'] ?? (await freePort()));
    const env = { PATH: process.env['PATH'], PORT: String(port), ...settings };
    const child = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = new ServerProcess(child, port);
    const deadline = Date.now() + 50_000;
    while (!started.listens && started.process.exitCode === null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    if (!started.listens) started.process.kill('SIGTERM');
    return started;
  }

  /** The greeting comes in one piece, queries to try included. */
  get listens(): boolean {
    return this.output.includes('The Coalition Landscape listens on');
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** In use, in MB. */
  memory(): number {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(this.process.pid)]);
    return Math.round(Number(String(kilobytes)) / 1024);
  }

  /** The status, null after a kill; it ends the process with `signal` where one is given. */
  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal) this.process.kill(signal);
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }
}
