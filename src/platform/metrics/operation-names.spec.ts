import { randomBytes } from 'node:crypto';
import { OperationNames } from './operation-names.ts';

describe('The label of an operation', () => {
  it('is its name, or says that it has none', () => {
    const names = new OperationNames();
    expect(names.labelOf('NetworkGoals')).toBe('NetworkGoals');
    expect(names.labelOf(undefined)).toBe('anonymous');
  });

  it.each(['', 'a'.repeat(41), 'no-name', 'a b', 'ä', 'x"} 1', 'somebody@example.org', 'a\nb'])(
    'is "other" for %j',
    (name) => expect(new OperationNames().labelOf(name)).toBe('other'),
  );

  it('never holds a secret of the kind that is made here', () => {
    const names = new OperationNames();
    for (let i = 0; i < 200; i++) expect(names.labelOf(randomBytes(32).toString('base64url'))).toBe('other');
  });

  it('is one of the first 200 names, and stays it', () => {
    const names = new OperationNames();
    const labels = new Set(Array.from({ length: 1_000 }, (_, i) => names.labelOf(`Name${i}`)));
    expect(labels.size).toBe(201);
    expect(names.labelOf('Name7')).toBe('Name7');
    expect(names.labelOf('Name999')).toBe('other');
  });
});
