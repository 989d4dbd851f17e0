import { readFileSync } from 'node:fs';

export interface Example {
  query: string;
  answer: unknown;
}

/** The questions of a page, each with the answer that it shows. */
export const examplesOf = (page: string): Example[] =>
  [...readFileSync(page, 'utf8').matchAll(/```graphql\n([^]*?)```\s+```json\n([^]*?)```/g)].map(
    ([, query, answer]) => ({ query: query!, answer: JSON.parse(answer!) as unknown }),
  );

export const tenQuestions = (): Example[] => [...examplesOf('README.md'), ...examplesOf('docs/queries.md')];
