import { functionMutants } from './function-mutants.ts';
import { unnoticed } from './noticing.ts';

describe('The matrix', () => {
  it('notices every fault that is made in a function on purpose', async () => {
    expect(await unnoticed(functionMutants)).toEqual([]);
  });
});
