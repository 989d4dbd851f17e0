import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

interface Line {
  name: string;
  ends: [Socket, Socket];
}

/** A way to Postgres on which single connections can go silent, as when a cable is cut: nothing arrives and nothing ends. */
export class DatabaseLine {
  private readonly lines = new Set<Line>();

  /** How often a client spoke after Postgres had: each of them waited for an answer first. */
  turns = 0;
  /** How often a client sent anything. */
  packets = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (near: Socket) => this.open(near));
  }

  static async to(databaseUrl: string): Promise<DatabaseLine> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DatabaseLine(server, new URL(databaseUrl));
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  /** Those that are open now under that name of an application; the next ones work. */
  silence(applicationName: string): number {
    const found = [...this.lines].filter(({ name }) => name === applicationName);
    for (const line of found) {
      line.name = 'silent';
      for (const end of line.ends) end.unpipe().pause();
    }
    return found.length;
  }

  async close(): Promise<void> {
    this.server.close();
    for (const { ends } of this.lines) for (const end of ends) end.destroy();
    await once(this.server, 'close');
  }

  private open(near: Socket): void {
    const far = connect(Number(this.target.port || 5432), this.target.hostname);
    const line: Line = { name: '', ends: [near, far] };
    this.lines.add(line);
    for (const end of line.ends) {
      end.on('error', () => undefined);
      end.once('close', () => {
        for (const other of line.ends) other.destroy();
        this.lines.delete(line);
      });
    }
    // The first message of a client says who it is.
    near.once('data', (first) => {
      line.name = /\0application_name\0([^\0]*)\0/.exec(first.toString('latin1'))?.[1] ?? '';
      far.write(first);
      near.pipe(far);
      far.pipe(near);
      this.countTurns(near, far);
    });
  }

  private countTurns(near: Socket, far: Socket): void {
    let answered = true;
    far.on('data', () => (answered = true));
    near.on('data', () => {
      this.packets++;
      if (answered) this.turns++;
      answered = false;
    });
  }
}
