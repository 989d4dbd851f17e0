import { TestApp } from './app.ts';
import { CommitLine, type Loss } from './commit-line.ts';
import { TestDatabase } from './database.ts';

/** How a COMMIT can be lost, and how often what it was of is done then. */
export const LOSSES: [loss: Loss, done: number][] = [
  ['before the server heard of it', 0],
  ['before its answer arrived', 1],
];

/** The real server, whose line to its database can break. */
export class DoubtfulApp {
  private constructor(
    readonly app: TestApp,
    readonly line: CommitLine,
    private readonly database: TestDatabase,
  ) {}

  static async start(): Promise<DoubtfulApp> {
    const database = await TestDatabase.create();
    const line = await CommitLine.to(database);
    return new DoubtfulApp(await TestApp.start({}, line.through(database)), line, database);
  }

  async stop(): Promise<void> {
    await this.app.stop();
    await this.line.close();
    await this.database.drop();
  }
}
