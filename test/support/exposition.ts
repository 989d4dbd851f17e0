export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

const COMMENT =
  /^# (HELP [a-zA-Z_:][\w:]* .+|TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram|summary|untyped))$/;
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy;

/** Prometheus's text format 0.0.4, read strictly: a line that is none of it fails the test. */
export function samplesOf(text: string): Sample[] {
  if (!text.endsWith('\n')) throw new Error('The last line has no end');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    if (line.startsWith('#')) {
      if (COMMENT.test(line)) return [];
      throw new Error(`Not a comment: ${line}`);
    }
    const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`Not a sample: ${line}`);
    return [{ name, labels: labelsOf(labels), value: numberOf(value) }];
  });
}

function labelsOf(text: string): Record<string, string> {
  const found = [...text.matchAll(LABEL)];
  if (found.map(([all]) => all).join('') !== text) throw new Error(`Not labels: ${text}`);
  return Object.fromEntries(found.map(([, name, value]) => [name!, value!]));
}

function numberOf(text: string): number {
  const value = { '+Inf': Infinity, '-Inf': -Infinity, Nan: NaN, NaN }[text] ?? Number(text);
  if (Number.isNaN(value) && !/^nan$/i.test(text)) throw new Error(`Not a number: ${text}`);
  return value;
}

/** The value of the one sample with this name and at least these labels; 0 where there is none. */
export function valueOf(samples: Sample[], name: string, labels: Record<string, string> = {}): number {
  const found = samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  if (found.length > 1) throw new Error(`${found.length} samples of ${name}`);
  return found[0]?.value ?? 0;
}
