import { randomUUID } from 'node:crypto';
import { unsubscribeToken } from '../../../src/digests/unsubscribe-token.ts';
import { networkFiles } from '../../../src/exports/network-files.ts';
import { KeyScope } from '../../../src/platform/graphql/allow.ts';
import { HEAD } from '../../support/imports.ts';
import { coalitions, type NetworkKey, networks } from '../people.ts';
import type { Principal } from './principals.ts';
import { isSignedIn } from './seen-by.ts';
import { coalitionSlug, homeOf, networkSlug } from './world-ids.ts';

/** One request beside GraphQL. */
export interface Asked {
  path: string;
  /** Of an import, the file. */
  body?: string;
  /** Answered as another of the same name is: what is hidden, and what is not there. */
  alike?: string;
  /** What is named in it, which no answer need repeat. */
  given?: string[];
  /** What whoever comes so far is answered. */
  status: number;
  /** No router reads it, whoever sends it. */
  unread?: boolean;
  /** Whose it is: they do with it what it is for, which is tried elsewhere. */
  notBy?: string;
  /** Of a network: what is asked is its admin's. */
  network?: NetworkKey | 'nowhere';
}

export interface RouteRow {
  /** Which keys come in; no other, for ANYONE included. */
  keys: KeyScope[];
  /** Beside keys. */
  for: 'anyone' | 'signed in' | 'admin';
  asked: (ids: RouteIds) => Asked[];
}

export interface RouteIds {
  /** A report that waits to be confirmed, of the admin of each network. */
  reports: Record<NetworkKey, string>;
  /** Published versions of A1's strategy. */
  versions: number[];
  malformed: string[];
}

const { READ_PUBLISHED, READ_RELEASED, READ_BOARD } = KeyScope;
const RECORD = [READ_PUBLISHED, READ_BOARD];
const NONE: KeyScope[] = [];
const FILES = [...networkFiles.keys(), 'nothing'];
const FORMATS = ['md', 'mmd', 'graphml', 'svg'];
/** What has been published and is there still. */
const PUBLISHED = ['A1', 'A2', 'B1', 'B2'];
const missing = (): string => `missing-${randomUUID()}`;
const one = (path: string, status = 200): Asked[] => [{ path, status }];

const page = (from: string, key: string, slug: string, status: number): Asked => ({
  path: `/coalitions/${networkSlug(homeOf(key as 'A1'))}/${slug}${from}`,
  ...{ status, given: [slug] },
  // Registered and not published, and nowhere at all.
  ...(status === 404 && { alike: `a coalition${from} of ${homeOf(key as 'A1')}` }),
});

const statusOf = (key: string): number => {
  if (PUBLISHED.includes(key)) return 200;
  return { A3: 410, B3: 301 }[key] ?? 404;
};

const confirming = (report: string, network: string): string =>
  `/imports/coalitions/${encodeURIComponent(report)}/confirm?network=${network}`;

/** Every route beside GraphQL; one that the server has and this table has not fails the tests. */
export const routes: Record<string, RouteRow> = {
  'get /networks/:network': {
    ...{ keys: RECORD, for: 'anyone' },
    asked: () => [
      ...networks.map((key) => ({ path: `/networks/${networkSlug(key)}`, status: 200 })),
      ...[missing(), missing()].map((slug) => ({
        ...{ path: `/networks/${slug}`, status: 404, alike: 'a network', given: [slug] },
      })),
    ],
  },
  'get /coalitions/:network/:slug': {
    ...{ keys: RECORD, for: 'anyone' },
    asked: () =>
      coalitions.flatMap(({ key }) => [
        page('', key, coalitionSlug(key), statusOf(key)),
        page('', key, missing(), 404),
      ]),
  },
  'get /coalitions/:network/:slug/strategy.:format': {
    ...{ keys: RECORD, for: 'anyone' },
    asked: ({ versions, malformed }) => [
      ...coalitions.flatMap(({ key }) =>
        FORMATS.flatMap((format) => [
          page(`/strategy.${format}`, key, coalitionSlug(key), statusOf(key) === 410 ? 404 : statusOf(key)),
          page(`/strategy.${format}`, key, missing(), 404),
        ]),
      ),
      ...versions.map((n) => page(`/strategy.md?version=${n}`, 'A1', coalitionSlug('A1'), 200)),
      { ...page('/strategy.md?version=99', 'A1', coalitionSlug('A1'), 404), alike: 'a version' },
      ...malformed.map((text) =>
        page(`/strategy.md?version=${encodeURIComponent(text)}`, 'A1', coalitionSlug('A1'), 400),
      ),
    ],
  },
  'get /exports/:network/now/:file': {
    ...{ keys: RECORD, for: 'anyone' },
    asked: () =>
      FILES.flatMap((file) => [
        ...networks.map((key) => ({
          path: `/exports/${networkSlug(key)}/now/${file}.csv`,
          status: file === 'nothing' ? 404 : 200,
        })),
        ...[missing(), missing()].map((slug) => ({
          ...{ path: `/exports/${slug}/now/${file}.csv`, status: 404 },
          ...{ alike: `${file} of a network`, given: [slug] },
        })),
      ]),
  },
  'get /counties.geojson': {
    ...{ keys: [READ_PUBLISHED, READ_RELEASED, READ_BOARD], for: 'anyone' },
    asked: () => [
      ...one('/counties.geojson'),
      ...networks.map((key) => ({ path: `/counties.geojson?network=${networkSlug(key)}`, status: 200 })),
      ...[missing(), missing()].map((slug) => ({
        ...{ path: `/counties.geojson?network=${slug}`, status: 404, alike: 'a map', given: [slug] },
      })),
    ],
  },
  'get /me/data.json': { keys: NONE, for: 'signed in', asked: () => one('/me/data.json') },
  'post /imports/coalitions': {
    ...{ keys: NONE, for: 'admin' },
    asked: () => [
      ...[...networks, 'nowhere' as const].map((network) => {
        const slug = network === 'nowhere' ? missing() : networkSlug(network);
        const body = `${HEAD}\nA new one,NC,Ashe,,,,\nChildren first A1,NC,Ashe,,,,\nChildren first B4,NC,Ashe,,,,`;
        const path = `/imports/coalitions?network=${slug}&file=list.csv`;
        return { path, body, status: 200, network, alike: 'a trial', given: [slug] };
      }),
    ],
  },
  'post /imports/coalitions/:report/confirm': {
    ...{ keys: NONE, for: 'admin' },
    asked: ({ reports, malformed }) =>
      networks.flatMap((network) => {
        const ask = (report: string): Asked => ({
          ...{ path: confirming(report, networkSlug(network)), status: 404, network },
          ...{ alike: `a report in ${network}`, given: [report] },
        });
        // Those of the world, of which the canaries have made something that nobody could confirm.
        const kept = networks.map((key) => ({ ...ask(reports[key]), notBy: `the admin of network ${key}` }));
        const unread = malformed.map((text) => ({
          ...ask(text),
          unread: text.length > 100 || text === '\0',
        }));
        return [...kept, ...unread, ...[randomUUID(), randomUUID()].map(ask)];
      }),
  },
  'get /invitation': { keys: NONE, for: 'anyone', asked: () => one('/invitation') },
  'get /reset': { keys: NONE, for: 'anyone', asked: () => one('/reset') },
  'get /confirm-email': { keys: NONE, for: 'anyone', asked: () => one('/confirm-email') },
  'get /token-page.js': { keys: NONE, for: 'anyone', asked: () => one('/token-page.js') },
  'get /unsubscribe': { keys: NONE, for: 'anyone', asked: () => one('/unsubscribe') },
  'post /unsubscribe': {
    ...{ keys: NONE, for: 'anyone' },
    asked: ({ malformed }) =>
      // Sealed with another secret than the server's.
      [unsubscribeToken('another secret', randomUUID()), ...malformed].map((token) => ({
        ...{ path: `/unsubscribe?token=${encodeURIComponent(token)}`, status: 200 },
        ...{ alike: 'an end of mails', given: [token] },
      })),
  },
  'get /live': { keys: NONE, for: 'anyone', asked: () => one('/live') },
  'get /ready': { keys: NONE, for: 'anyone', asked: () => one('/ready') },
  'get /explorer/start.js': { keys: NONE, for: 'anyone', asked: () => one('/explorer/start.js') },
  'get /explorer/:asset': {
    ...{ keys: NONE, for: 'anyone' },
    asked: () => [...one('/explorer/graphiql.css'), ...one('/explorer/nothing.css', 404)],
  },
};

/** What somebody must be answered, of the route and then of what is asked there. */
export function statusFor({ person, key }: Principal, row: RouteRow, asked: Asked): number {
  if (asked.unread) return 400;
  if (key) {
    if (row.keys.length === 0) return 403;
    if (key.refused === 'UNAUTHENTICATED') return 401;
    return row.keys.includes(key.scope) && !key.refused ? asked.status : 403;
  }
  if (row.for === 'anyone') return asked.status;
  if (!isSignedIn(person)) return 401;
  if (row.for === 'signed in') return asked.status;
  const mine = person.mayInNetwork?.admin ?? [];
  if (mine.length === 0) return 403;
  return asked.network !== 'nowhere' && mine.includes(asked.network!) ? asked.status : 404;
}
