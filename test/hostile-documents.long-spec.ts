import { TestApp } from './support/app.ts';
import { costlyDocuments } from './support/costly-documents.ts';
import { type Hostile, hostileDocuments } from './support/hostile-documents.ts';
import { listen, send } from './support/raw-http.ts';

const SENDS = 7;
/** What a document may cost before it is refused. */
const BOUND_MS = 50;
interface Measured {
  kind: string;
  waited: number;
  worked: number;
}

const documents = [...hostileDocuments, ...costlyDocuments];

describe('A hostile document', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await listen(app);
  });
  afterAll(() => app.stop());

  /**
   * Sent, read, refused and answered: as the client waits, and what the process works meanwhile, which is the same
   * whatever else the machine does. The middle of several, as a collection of garbage may come between.
   */
  const measured = async ({ kind, query, variables }: Hostile): Promise<Measured> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ query, variables });
    const waited: number[] = [];
    const worked: number[] = [];
    for (let i = 0; i < SENDS; i++) {
      const [start, before] = [performance.now(), process.cpuUsage()];
      const { json } = await send(app, { body, headers });
      waited.push(performance.now() - start);
      const { user, system } = process.cpuUsage(before);
      worked.push((user + system) / 1_000);
      expect({ kind, code: json.errors?.[0]?.extensions?.code }).toEqual({ kind, code: expect.any(String) });
    }
    return { kind, waited: median(waited), worked: median(worked) };
  };

  it(`costs less than ${BOUND_MS} ms before it is refused`, async () => {
    const costs: Measured[] = [];
    for (const document of documents) costs.push(await measured(document));
    costs.sort((a, b) => b.worked - a.worked);
    const ofKinds = costs.filter(({ kind }, i) => costs.findIndex((cost) => cost.kind === kind) === i);
    const lines = ofKinds.map(({ kind, worked, waited }) => `${ms(worked)} ${ms(waited)}  ${kind}`);
    console.log(
      `${documents.length} hostile documents, ${SENDS} sends of each, the dearest of each kind: median of work, median until answered\n${lines.join('\n')}`,
    );

    expect(costs.filter(({ worked }) => worked >= BOUND_MS)).toEqual([]);
  });
});

const median = (values: number[]): number => values.sort((a, b) => a - b)[(SENDS - 1) / 2]!;
const ms = (value: number): string => `${value.toFixed(1).padStart(6)} ms`;
