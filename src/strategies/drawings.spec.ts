import { homeVisiting, readable } from '../../test/support/readable-strategies.ts';
import { drawing } from './drawing/drawing.ts';
import type { ReadableStrategy } from './drawing/readable.ts';
import { Drawings } from './drawings.service.ts';

describe('Pictures of strategies', () => {
  let drawings: Drawings;

  beforeEach(() => {
    drawings = new Drawings();
  });
  afterEach(() => drawings.onModuleDestroy());

  const named = (title: string): ReadableStrategy => readable({ ...homeVisiting(), title });
  const large = (title: string): ReadableStrategy => ({
    ...named(title),
    content: {
      ...named(title).content,
      links: [
        { ...homeVisiting().links[0]!, rationale: 'x'.repeat(12_000_000) },
        ...homeVisiting().links.slice(1),
      ],
    },
  });

  it('are the same from the thread', async () => {
    expect(await drawings.draw('one', readable())).toBe(drawing(readable()));
  });

  it('are drawn once for all who ask at the same time, and kept for those who come later', async () => {
    const both = await Promise.all([
      drawings.draw('one', named('First')),
      drawings.draw('one', named('Second')),
    ]);
    expect(both).toEqual([drawing(named('First')), drawing(named('First'))]);
    expect(await drawings.draw('one', named('Third'))).toBe(both[0]);
  });

  it('are kept as far as they are short enough together; what was asked for last stays', async () => {
    await drawings.draw('one', large('One'));
    await drawings.draw('two', large('Two'));
    await drawings.draw('one', named('Asked again'));
    await drawings.draw('three', large('Three'));
    expect(await drawings.draw('one', named('Anew'))).toContain('>One<');
    expect(await drawings.draw('two', named('Anew'))).toContain('>Anew<');
  });
});
