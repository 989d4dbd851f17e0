import type { Person, TestApp } from './app.ts';
import type { TestNetwork } from './fixtures.ts';

export const HEAD =
  'Coalition Name,State,Counties served,Lead / backbone org.,Website,Yr. Est.,Where we found it';

export interface Report {
  report?: string;
  dryRun: boolean;
  totals: Record<string, Record<string, number>>;
  rows: {
    line: number;
    outcome: string;
    coalition: string | null;
    remarks: { severity: string; message: string }[];
  }[];
  failures: Record<string, string>;
}

export const outcomes = ({ rows }: Report): string[] => rows.map(({ line, outcome }) => `${line} ${outcome}`);

export function sendFile(
  app: TestApp,
  person: Person | null,
  { slug }: TestNetwork,
  body: string | Buffer,
): ReturnType<TestApp['http']['post']> {
  const call = app.http
    .post(`/imports/coalitions?network=${slug}&file=list.csv`)
    .set('content-type', 'text/csv');
  if (person) void call.set('authorization', `Bearer ${person.token}`);
  return call.send(body);
}

export const confirmImport = (
  app: TestApp,
  person: Person,
  { slug }: TestNetwork,
  report: string,
): ReturnType<TestApp['http']['post']> =>
  app.http
    .post(`/imports/coalitions/${report}/confirm?network=${slug}`)
    .set('authorization', `Bearer ${person.token}`);

/** Tried out and confirmed. */
export async function imported(
  app: TestApp,
  person: Person,
  network: TestNetwork,
  ...rows: string[]
): Promise<Report> {
  const trial = (await sendFile(app, person, network, [HEAD, ...rows].join('\n'))).body as Report;
  return (await confirmImport(app, person, network, trial.report!)).body as Report;
}
