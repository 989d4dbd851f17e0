import { NAMES, readable } from '../../../test/support/readable-strategies.ts';
import { saying } from '../../../test/support/strategy-variants.ts';
import { mermaid } from './mermaid.ts';

/** Every line that the format may have; nothing that was typed can make another. */
const LABEL = `"[\\p{L}\\p{M}\\p{N} ,.()'#;:<br/>-]*"`;
const SHAPES = [
  /^---$/,
  /^title: "(?:[^"\\]|\\.)*"$/,
  /^flowchart LR$/,
  /^accTitle: Theory of change of a coalition$/,
  /^accDescr: \d+ parts?, \d+ links?, \d+ shared goals?$/,
  new RegExp(`^n\\d+(?:\\[${LABEL}\\]|\\(\\[${LABEL}\\]\\))$`, 'u'),
  new RegExp(`^g\\d+\\[\\[${LABEL}\\]\\]$`, 'u'),
  /^n\d+ --> n\d+$/,
  /^n\d+ (?:==>|-\.->)(?:\|"strength [123] of 3"\|)? g\d+$/,
  /^classDef [A-Z_]+ [a-z-]+:[^;]*$/,
  /^class [ng\d,]+ [A-Z_]+$/,
  /^$/,
];
const unknown = (text: string): string[] =>
  text.split('\n').filter((line) => !SHAPES.some((shape) => shape.test(line)));
const matching = (text: string, shape: RegExp): number =>
  text.split('\n').filter((line) => shape.test(line)).length;

describe('The Mermaid flowchart', () => {
  const text = mermaid(readable());

  it('has every part, goal, link and alignment once', () => {
    expect(unknown(text)).toEqual([]);
    expect(matching(text, /^n\d+[[(]/)).toBe(NAMES.nodes);
    expect(matching(text, /^g\d+\[/)).toBe(4);
    expect(matching(text, /^n\d+ --> n\d+$/)).toBe(NAMES.links);
    expect(matching(text, / ==>.* g\d+$/)).toBe(4);
    expect(new Set(text.split('\n').filter((line) => line.includes(' --> '))).size).toBe(NAMES.links);
  });

  it('dashes what contributes partly', () => {
    expect(text).toContain('n20 -.->|"strength 1 of 3"| g1\n');
    expect(matching(text, / -\.->/)).toBe(2);
  });

  it('gives every part its class', () => {
    const classed = [...text.matchAll(/^class ([ng\d,]+) /gm)].flatMap(([, ids]) => ids!.split(','));
    expect(classed.length).toBe(NAMES.nodes + 4);
    expect(new Set(classed).size).toBe(classed.length);
  });

  it('says what is local and what is left to others', () => {
    expect(text).toContain('<br/>a local aim, beyond the shared goals"]');
    expect(text).toContain(
      'g4[["Goal NC-G4: Prepare communities for disasters<br/>intentionally not addressed"]]',
    );
  });

  it.each([
    '"]; click x',
    '"]\nclick n1 href "javascript:alert(1)"',
    '</title><script>alert(1)</script>',
    '](javascript:alert(1))',
    '#quot;',
    '%%{init: {"securityLevel":"loose"}}%%',
    '`**bold**`',
    'end\n---\nstyle n1 fill:#f00;',
    '\\n<br/>--> n1|x|',
    '"\\',
  ])('keeps %j in its label', (typed) => {
    const hostile = mermaid(saying(typed));
    expect(unknown(hostile)).toEqual([]);
    expect(hostile.split('\n')).toHaveLength(text.split('\n').length);
    const labels = [...hostile.matchAll(/^n\d+\(?\["[^:]*: (.*?)(?:<br\/>.*)?"\]\)?$/gm)].map(
      ([, label]) => label!,
    );
    expect(labels).toHaveLength(NAMES.nodes);
    const meant = labels[0]!.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(meant).toBe(typed.replace(/\n/g, ' '));
    expect(labels[0]!.replace(/#\d+;/g, '')).toMatch(/^[\p{L}\p{N} ,.()'-]*$/u);
  });

  it('keeps a title as YAML and out of the sight of directives', () => {
    const [, title] = mermaid(saying('a "b" %%{init}%% <x> #')).split('\n');
    expect(title).not.toMatch(/[%{}<>#]/);
    expect(JSON.parse(title!.slice('title: '.length))).toBe(
      'a "b" %%{init}%% <x> # (a "b" %%{init}%% <x> #, version 3)',
    );
  });
});
