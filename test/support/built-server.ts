import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** `npm start` without its build: the built server, in a process of its own. */
export class BuiltServer {
  output = '';

  private constructor(
    readonly process: ChildProcess,
    readonly port: number,
  ) {
    process.stdout!.on('data', (chunk) => (this.output += String(chunk)));
    process.stderr!.on('data', (chunk) => (this.output += String(chunk)));
  }

  static async run(settings: Record<string, string>): Promise<BuiltServer> {
    const port = Number(settings['PORT'] ?? (await freePort()));
    const env = { NODE_ENV: 'production', PATH: process.env['PATH'], PORT: String(port), ...settings };
    const child = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const started = new BuiltServer(child, port);
    const greeting = settings['DEMO'] === 'off' ? 'listens on' : 'Three queries';
    const deadline = Date.now() + 60_000;
    while (!started.output.includes(greeting) && child.exitCode === null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return started;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** In use, in MB. */
  memory(): number {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(this.process.pid)]);
    return Math.round(Number(String(kilobytes)) / 1024);
  }

  async ended(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal) this.process.kill(signal);
    if (this.process.exitCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }
}
