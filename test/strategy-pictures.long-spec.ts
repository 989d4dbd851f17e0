import { mermaid } from '../src/strategies/drawing/mermaid.ts';
import { graphml } from '../src/strategies/drawing/graphml.ts';
import { outline } from '../src/strategies/drawing/outline.ts';
import { Drawings } from '../src/strategies/drawings.service.ts';
import { LARGEST } from './support/largest-strategies.ts';
import { readable } from './support/readable-strategies.ts';

describe('The largest strategies', () => {
  it('are all drawn within what a picture may take, and written at once', async () => {
    const drawings = new Drawings();
    const figures: string[] = [];
    for (const [name, shape] of Object.entries(LARGEST)) {
      const strategy = readable(shape());
      let last = performance.now();
      const lap = (what: string, text: string): void => {
        const now = performance.now();
        figures.push(`${what} ${Math.round(now - last)} ms`);
        expect(text).not.toMatch(/\bNaN\b|\bundefined\b|\bInfinity\b/);
        last = performance.now();
      };
      figures.push(`\n${name}: `);
      lap('md', outline(strategy));
      lap('mmd', mermaid(strategy));
      lap('graphml', graphml(strategy));
      lap('svg', await drawings.draw(name, strategy));
    }
    await drawings.onModuleDestroy();
    console.log(figures.join('  '));
  });
});
