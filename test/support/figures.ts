import type { Part } from '../../src/platform/lifetime.ts';
import { metricsPlace } from '../../src/platform/listening.ts';
import { serveMetrics } from '../../src/platform/metrics/metrics-server.ts';
import { TestApp } from './app.ts';
import { type Sample, samplesOf, valueOf } from './exposition.ts';
import { freePort } from './server-process.ts';

export const OPERATIONS = 'registry_operations_total';

export type Growth = (name: string, labels?: Record<string, string>) => number;

/** A server whose figures can be read, at a port of their own. */
export class Figures {
  private constructor(
    readonly app: TestApp,
    private readonly part: Part,
    readonly address: string,
  ) {}

  static async start(): Promise<Figures> {
    const port = await freePort();
    const app = await TestApp.start({ METRICS_PORT: String(port) });
    const part = await serveMetrics(app.nest, metricsPlace(app.config)!);
    return new Figures(app, part, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    await this.part.stop();
    await this.app.stop();
  }

  async text(): Promise<string> {
    return (await fetch(`${this.address}/metrics`)).text();
  }

  async scrape(): Promise<Sample[]> {
    return samplesOf(await this.text());
  }

  /** By how much each sample has grown while the work was done. */
  async growth(work: () => Promise<unknown>): Promise<Growth> {
    const before = await this.scrape();
    await work();
    const after = await this.scrape();
    return (name, labels = {}) => valueOf(after, name, labels) - valueOf(before, name, labels);
  }

  ask(query: string, variables: object = {}, operationName?: string) {
    return this.app.http.post('/graphql').send({ query, variables, operationName });
  }
}
