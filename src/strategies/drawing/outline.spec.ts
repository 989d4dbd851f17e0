import { homeVisiting, NAMES, readable } from '../../../test/support/readable-strategies.ts';
import { saying } from '../../../test/support/strategy-variants.ts';
import { outline } from './outline.ts';

const lines = (text: string): string[] => text.split('\n');

describe('The outline', () => {
  const text = outline(readable());

  it('has every part once, under the heading of its kind, in the order of kinds', () => {
    const headings = lines(text).filter((line) => /^##+ /.test(line));
    expect(headings.filter((line) => line.startsWith('### ')).length).toBe(NAMES.nodes + 3);
    expect(headings.filter((line) => line.startsWith('## '))).toEqual([
      '## Inputs',
      '## Activities',
      '## Outputs',
      '## Short-term outcomes',
      '## Intermediate outcomes',
      '## Long-term outcomes',
      '## Impacts',
      '## Shared goals, and what serves them',
      '## Shared goals intentionally not addressed',
      '## Conditions',
      '## Assumptions',
      '## Risks',
      '## External factors',
    ]);
    for (const node of homeVisiting().nodes)
      expect(headings.filter((line) => line.endsWith(`: ${node.text}`))).toHaveLength(1);
  });

  it('tells every link in full once, where it begins', () => {
    expect(lines(text).filter((line) => /^ {2}- [A-Z][a-z- ]+ \d+: /.test(line))).toHaveLength(NAMES.links);
    expect(text).toContain(
      [
        '  - Intermediate outcome 4: The five largest employers have paid family leave',
        '    - Why: Employers act when they hear it from their own workers',
        '    - Confidence: 40 of 100',
        '    - Evidence: Two of the five have agreed to a pilot',
      ].join('\n'),
    );
  });

  it('names at each part what comes before it', () => {
    expect(text).toContain('- Comes from: Output 1, Output 2\n');
  });

  it('says which links form a loop, and ends', () => {
    expect(lines(text).filter((line) => line.endsWith('(part of a loop)'))).toEqual([
      '  - Output 2: 90 parents take part in a circle for a season or longer (part of a loop)',
      '  - Short-term outcome 2: Parents have somebody to call at two in the morning (part of a loop)',
      '  - Activity 2: Parent peers hold a weekly circle in four libraries (part of a loop)',
    ]);
  });

  it('tells what is done for which shared goal, what is local, and what is left to others', () => {
    expect(text).toContain(
      '  - Partly contributes to NC-G1 Reduce childhood adversity, strength 1 of 3. Note: Only for families we reach\n',
    );
    expect(text).toContain(
      '- Shared goals: a local aim, beyond the shared goals. Note: A promise to our schools\n',
    );
    expect(text).toContain(
      '### NC-G1 Reduce childhood adversity\n\n- Long-term outcome 1\n- Intermediate outcome 2 (partly)\n',
    );
    expect(text).toContain(
      '- NC-G4 Prepare communities for disasters. Note: The neighbouring coalition does this for both counties\n',
    );
  });

  it('says whose strategy it began as a copy of', () => {
    const basedOn = { coalition: 'Elkhorn', network: 'Oregon', version: 4, url: 'https://example.org/e' };
    expect(outline({ ...readable(), basedOn })).toContain(
      '- Based on version 4 of the strategy of Elkhorn (Oregon): https\\://example.org/e\n',
    );
  });

  it.each([
    ['a heading', 'x\n# Not a heading', 'x \\# Not a heading'],
    ['a list', 'x\n\n- item\r\n1. item', 'x - item 1. item'],
    ['a link', '[Sign in](javascript:alert(1))', '\\[Sign in\\](javascript:alert(1))'],
    ['an image', '![x](https://evil.example/p.png)', '!\\[x\\](https\\://evil.example/p.png)'],
    ['an address', 'www.evil.example me@evil.example', 'www\\.evil.example me\\@evil.example'],
    ['HTML', '</title><script>alert(1)</script>', '\\</title\\>\\<script\\>alert(1)\\</script\\>'],
    ['an entity', '&lt;b&#62; A & B', '\\&lt;b&\\#62; A & B'],
    ['code', '```js\n`x`', '\\`\\`\\`js \\`x\\`'],
    ['emphasis', '*a* __b__ ~~c~~ \\*d', '\\*a\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~ \\\\\\*d'],
    ['another direction of reading', 'a\u202eb\u2028c', 'a b c'],
  ])('shows what looks like %s as it was typed', (_, typed, written) => {
    const hostile = outline(saying(typed));
    expect(hostile).toContain(`# ${written}\n`);
    expect(hostile).toContain(`- Why: ${written}\n`);
    expect(lines(hostile)).toHaveLength(lines(outline(saying('plain'))).length);
  });
});
