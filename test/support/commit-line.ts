import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { TestDatabase } from './database.ts';

export type Loss = 'before the server heard of it' | 'before its answer arrived';

const COMMIT = 'Q\0\0\0\x0bcommit\0';
const COMMITTED = 'COMMIT\0';
/** Named in a statement of every transaction that keeps an answer, and of no other. */
const KEEPS_ANSWER = 'answer_idempotency_key';

/** A way to Postgres that can break at the COMMIT of the next transaction that says something. */
export class CommitLine {
  private readonly sockets = new Set<Socket>();
  private armed: { loss: Loss; mark: string } | undefined;
  broken = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (near: Socket) => this.open(near));
  }

  static async to(database: TestDatabase): Promise<CommitLine> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CommitLine(server, new URL(database.serverUrl));
  }

  /** The same database by this way, for the server of a test. */
  through(database: TestDatabase): TestDatabase {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return Object.create(database, { serverUrl: { value: url.href } }) as TestDatabase;
  }

  /** `mark` is the name of a statement, or words of it, if it is not to be any that was sent under a key. */
  breakNext(loss: Loss, mark = KEEPS_ANSWER): void {
    this.armed = { loss, mark };
  }

  async close(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, 'close');
  }

  private open(near: Socket): void {
    const far = connect(Number(this.target.port || 5432), this.target.hostname);
    let marked = false;
    let losing = false;
    const cut = (): void => {
      this.broken += 1;
      for (const end of [near, far]) end.destroy();
    };
    for (const end of [near, far]) {
      this.sockets.add(end);
      end.on('error', () => undefined);
      end.once('close', () => {
        this.sockets.delete(end);
        (end === near ? far : near).destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      marked ||= this.armed !== undefined && text.includes(this.armed.mark);
      if (text.includes(COMMIT)) {
        const loss = marked ? this.armed?.loss : undefined;
        marked = false;
        if (loss) this.armed = undefined;
        if (loss === 'before the server heard of it') return cut();
        losing = loss !== undefined;
      }
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (losing && chunk.toString('latin1').includes(COMMITTED)) return cut();
      near.write(chunk);
    });
  }
}
