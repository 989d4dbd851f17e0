import { TestApp } from './support/app.ts';
import { REFUSALS } from './support/closed-codes.ts';
import { costlyDocuments } from './support/costly-documents.ts';
import { hostileDocuments } from './support/hostile-documents.ts';
import { listen, sendJson } from './support/raw-http.ts';

const documents = [...hostileDocuments, ...costlyDocuments];

describe('A hostile document', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
    await listen(app);
  });
  afterAll(() => app.stop());

  it('is refused soon and in words of the closed list, and the next request is answered', async () => {
    let slowest = { kind: '', ms: 0 };
    for (const { kind, query, variables } of documents) {
      const start = performance.now();
      const { status, json } = await sendJson(app, { query, variables });
      const ms = Math.round(performance.now() - start);
      if (ms > slowest.ms) slowest = { kind, ms };
      const code = json?.errors?.[0]?.extensions?.code as string | undefined;
      const told = { kind, document: query.slice(0, 120), status, code };
      expect({
        ...told,
        refused: code !== undefined && REFUSALS.includes(code) && status < 500,
      }).toMatchObject({ refused: true });
      expect({ ...told, ms: ms < 5_000 || ms }).toMatchObject({ ms: true });
    }
    console.log(
      `${documents.length} hostile documents, each refused; the slowest, ${slowest.kind}, in ${slowest.ms} ms`,
    );

    expect(documents.length).toBeGreaterThanOrEqual(340);
    expect(await app.data(null, '{ networks { slug } }')).toEqual({ networks: [] });
  });
});
