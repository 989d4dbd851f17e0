import { grantMutants, policyMutants, tableMutants } from './mutants.ts';
import { unnoticed } from './noticing.ts';

describe('The matrix', () => {
  it('notices every fault that is made on purpose in policies, grants and tables', async () => {
    expect(
      await unnoticed(policyMutants, grantMutants, (_client, landscape) => tableMutants(landscape)),
    ).toEqual([]);
  });
});
