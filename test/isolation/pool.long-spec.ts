import { DataSource } from 'typeorm';
import { TenantDb } from '../../src/platform/database/tenant-db.ts';
import { TestApp } from '../support/app.ts';
import { aCrew, interleave } from './pool-calls.ts';

const CALLS = 50_000;

describe('The pool, for long', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });

  afterAll(() => app.stop());

  it('shows nobody what is another’s, though three calls of ten break off', async () => {
    const wrong = await interleave(app.nest.get(TenantDb), await aCrew(app), CALLS);
    process.stdout.write(`${CALLS} interleaved calls, ${wrong.length} saw what they should not\n`);
    expect(wrong.slice(0, 20)).toEqual([]);
    const { master } = app.nest.get(DataSource).driver as unknown as { master: { waitingCount: number } };
    expect(master.waitingCount).toBe(0);
  });
});
