import { TestApp } from './support/app.ts';
import { endingsOfRights, endsAtOnce } from './support/ended-rights.ts';

describe('A right that has ended', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('is refused to the very next request, of every kind, with the same access token', async () => {
    const endings = await endingsOfRights(app);
    const outcomes: [string, boolean][] = [];
    for (const ending of endings) {
      for (const use of ending.uses) {
        outcomes.push([`to ${use} after ${ending.name}`, await endsAtOnce(ending, use)]);
      }
    }
    expect(outcomes.filter(([, refused]) => !refused)).toEqual([]);
    expect(outcomes.length).toBeGreaterThan(30);
  });
});
