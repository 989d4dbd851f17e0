import { Dice } from '../data/dice.ts';
import { ADJECTIVES, GROUPS, NOUNS } from '../data/words.ts';
import type { Call } from '../machine/asking.ts';
import { COVERAGE, LIST, PATHWAYS, PROFILE, SEARCH } from './documents.ts';
import { type Aim, type Contender, graphql, inTurn, onceKept, statement, type Subject } from './subject.ts';
import type { World } from './world.ts';

/** The same question to each contender. */
interface Question {
  server: Call;
  floor: unknown[];
  normalised: unknown[];
}

interface Reading {
  code: string;
  title: string;
  aims: Aim[];
  exponent?: number;
  questions: Question[];
  /** What must be the same in the answers of the server and the floor, and in that of the normalised tables. */
  essence: {
    server(data: never): unknown;
    floor(answer: never): unknown;
    normalised?(answer: never): unknown;
  };
  cached?: boolean;
}

const TOWARDS = ['CONTRIBUTES', 'PARTLY'];
/** Few enough to be kept all, many enough to be no single row. */
const KEPT = 12;

type Slug = { slug: string };
type InNetwork<Found> = { network: Found };

const slugs = (nodes: Slug[]): string => nodes.map(({ slug }) => slug).join(' ');

export function readingSubjects(world: World): Subject[] {
  return [list(world), profile(world), coverage(world), search(world), pathways(world)].map(subjectOf);
}

const list = ({ networks }: World): Reading => ({
  code: 'R1',
  title: 'list of 50',
  aims: [{ kind: 'cpu of floor', most: 3 }],
  exponent: 0.1,
  cached: true,
  questions: networks.flatMap(({ id, slug, pages }) =>
    pages.map((page) => ({
      server: graphql(LIST, { network: slug, after: page.after }),
      floor: [id, page.sortName, page.id],
      normalised: [id, page.name, page.id],
    })),
  ),
  essence: {
    server: ({ network }: InNetwork<{ coalitions: { nodes: Slug[] } }>) => slugs(network.coalitions.nodes),
    floor: slugs,
  },
});

const profile = ({ networks }: World): Reading => ({
  code: 'R2',
  title: 'one profile',
  aims: [{ kind: 'cpu of floor', most: 3 }],
  exponent: 0.1,
  cached: true,
  questions: networks.flatMap((network) =>
    network.profiles.map(({ slug }) => ({
      server: graphql(PROFILE, { network: network.slug, slug }),
      floor: [network.id, slug],
      normalised: [network.id, slug],
    })),
  ),
  essence: {
    server: ({ coalition }: { coalition: Whole }) => partsOf(coalition),
    floor: ({ slug, profile, strategy }: Whole & { profile: Whole }) =>
      partsOf({ slug, partners: profile.partners, strategy }),
    normalised: partsOf,
  },
});

interface Whole extends Slug {
  partners: unknown[];
  strategy: { nodes: unknown[]; links: unknown[]; alignments: unknown[] };
}

const partsOf = ({ slug, partners, strategy: { nodes, links, alignments } }: Whole): unknown[] => [
  ...[slug, partners.length, nodes.length, links.length, alignments.length],
];

type Cells = [goal: string, fips: string, coalitions: number][];

const sumOf = (cells: number[]): number => cells.reduce((sum, cell) => sum + cell, 0);

const coverage = ({ networks }: World): Reading => ({
  code: 'R3',
  title: 'coverage of a network',
  aims: [{ kind: 'cpu of floor', most: 2 }],
  questions: networks.map(({ id, slug, goals }) => ({
    server: graphql(COVERAGE, { network: slug }),
    floor: [id, goals, TOWARDS, false, false],
    normalised: [id],
  })),
  essence: {
    server: ({ network }: InNetwork<{ landscape: { coverage: { counts: number[][] } } }>) =>
      sumOf(network.landscape.coverage.counts.flat()),
    floor: (cells: Cells) => sumOf(cells.map(([, , count]) => count)),
    normalised: (cells: Cells) => sumOf(cells.map(([, , count]) => count)),
  },
});

/** Two letters in the wrong order. */
const misspelt = (word: string): string => `${word.slice(0, 2)}${word[3]}${word[2]}${word.slice(4)}`;

const search = ({ networks }: World): Reading => {
  const dice = new Dice('searches');
  return {
    code: 'R4',
    title: 'search with filters and total',
    aims: [],
    exponent: 1,
    questions: networks.flatMap(({ id, slug, goals, sectors }) =>
      Array.from({ length: 10 }, () => {
        const words =
          `${misspelt(dice.pick(ADJECTIVES))} ${dice.pick(NOUNS)} ${dice.pick(GROUPS)}`.toLowerCase();
        const wanted = { goals: dice.some(goals, 2), sectors: dice.some(sectors, 3) };
        return {
          server: graphql(SEARCH, { network: slug, search: words, ...wanted }),
          floor: [id, words, wanted.goals, TOWARDS, wanted.sectors],
          normalised: [id, words, wanted.goals, wanted.sectors],
        };
      }),
    ),
    essence: {
      server: ({ network }: InNetwork<{ coalitions: { totalCount: number; nodes: Slug[] } }>) => [
        ...[network.coalitions.totalCount, slugs(network.coalitions.nodes)],
      ],
      floor: ({ total, nodes }: { total: number; nodes: Slug[] }) => [total, slugs(nodes)],
    },
  };
};

const ways = (found: { coalitions: number }[]): string => found.map(({ coalitions }) => coalitions).join(' ');

const pathways = ({ networks }: World): Reading => ({
  code: 'R5',
  title: 'pathways to a goal',
  aims: [],
  questions: networks.flatMap(({ id, slug, goals }) =>
    goals.slice(0, 10).map((goal) => ({
      server: graphql(PATHWAYS, { network: slug, goal }),
      floor: [id, goal],
      normalised: [id, goal],
    })),
  ),
  essence: {
    server: ({ network }: InNetwork<{ landscape: { pathways: { coalitionCount: number }[] } }>) =>
      network.landscape.pathways.map((way) => way.coalitionCount).join(' '),
    floor: ways,
    normalised: ways,
  },
});

function subjectOf({ code, title, aims, exponent, questions, essence, cached }: Reading): Subject {
  const asked = questions.map(({ server }) => server);
  const kept = asked.filter((_, i) => i % Math.ceil(asked.length / KEPT) === 0);
  const one = questions[questions.length >> 1]!;
  return {
    ...{ code, title, connections: 6, per: 'request' },
    aims: cached ? [...aims, { kind: 'cheaper cached', least: 20 }] : aims,
    ...(exponent === undefined ? {} : { exponent }),
    runs: {
      server: inTurn(asked),
      floor: inTurn(questions.map(({ floor }) => statement(code, floor))),
      normalised: inTurn(questions.map(({ normalised }) => statement(`${code}.normalised`, normalised))),
      ...(cached ? { uncached: inTurn(asked), cached: onceKept(kept) } : {}),
    },
    compare: async (ask) => {
      const told = async (contender: Contender): Promise<unknown> =>
        essence.server((JSON.parse(String(await ask(contender, one.server))) as { data: never }).data);
      const wanted = JSON.stringify(await told('server'));
      const others = {
        ...(cached && { uncached: await told('uncached'), cached: await told('cached') }),
        floor: essence.floor(readAs(await ask('floor', statement(code, one.floor)))),
        normalised: essence.normalised?.(
          readAs(await ask('normalised', statement(`${code}.normalised`, one.normalised))),
        ),
      };
      return Object.entries(others)
        .filter(([, found]) => found !== undefined && JSON.stringify(found) !== wanted)
        .map(
          ([contender, found]) => `${code}: ${contender} says ${JSON.stringify(found)}, the server ${wanted}`,
        );
    },
  };
}

const readAs = (body: Buffer): never => JSON.parse(String(body)) as never;
