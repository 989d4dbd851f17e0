import { getNamedType, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql';
import type { TestApp } from '../../support/app.ts';
import { type CoalitionKey, coalitions, networks } from '../people.ts';
import { type Path, pathsFrom } from './paths.ts';
import { readArguments } from './read-arguments.ts';
import {
  boardGlobalId,
  coalitionGlobalId,
  coalitionSlug,
  homeOf,
  networkSlug,
  type PlaceKey,
} from './world-ids.ts';

/** A field of Query with its arguments written out, and what is behind it. */
export interface Root {
  /** Before the selection: `network(slug: "network-a")`. */
  call: string;
  /** For reports and for what is expected: the field, and whose it is. */
  field: string;
  place?: PlaceKey;
  paths: Path[];
  /** For `node`: the type that is asked about. */
  on?: string;
}

const HOPS = 3;
/** One of each network, and a closed one. */
const BOARDS = ['E1', 'E3', 'E2'] as const;
const quoted = (value: string): string => JSON.stringify(value);

/** Public things, by the type that `node` finds: of one coalition of each network. */
export async function publicIds(app: TestApp): Promise<Record<string, string[]>> {
  const ids: Record<string, string[]> = { Coalition: [], Network: [], Goal: [], Initiative: [] };
  Object.assign(ids, { Partner: [], Organization: [], StrategyVersion: [] });
  for (const key of ['A1', 'B1'] as const) {
    const { coalition } = await app.data(
      null,
      `{ coalition(network: "${networkSlug(homeOf(key))}", slug: "${coalitionSlug(key)}") { id network { id goals { id code } }
         initiatives { id } partners { id organization { id } } strategy { id } } }`,
    );
    ids['Coalition']!.push(coalition.id);
    ids['Network']!.push(coalition.network.id);
    ids['Goal']!.push(coalition.network.goals.at(-1).id);
    ids['Initiative']!.push(coalition.initiatives[0].id);
    ids['Partner']!.push(coalition.partners[0].id);
    ids['Organization']!.push(coalition.partners[0].organization.id);
    ids['StrategyVersion']!.push(coalition.strategy.id);
  }
  ids['Board'] = BOARDS.map(boardGlobalId);
  return ids;
}

/** Every root, with every way of three hops on from it. */
export async function rootsOf(schema: GraphQLSchema, app: TestApp): Promise<Root[]> {
  const ids = await publicIds(app);
  const query = schema.getQueryType()!.getFields();
  return Object.values(query).flatMap((field): Root[] => {
    const type = getNamedType(field.type);
    const starts = startsOf(field.name);
    if (field.name === 'node')
      return schema.getPossibleTypes(type as never).flatMap((possible) =>
        (ids[possible.name] ?? []).map((id, index): Root => ({
          ...{ call: `node(id: ${quoted(id)})`, field: 'node', on: possible.name },
          place: possible.name === 'Board' ? BOARDS[index]! : networks[index]!,
          paths: pathsFrom(possible, HOPS),
        })),
      );
    if (!isObjectType(type)) return [];
    if (field.name === 'network')
      return starts.flatMap(({ given, place }) => networkRoots(type, given, place!));
    return starts.map(({ given, place }): Root => ({
      ...{ call: `${field.name}${given}`, field: field.name, paths: pathsFrom(type, HOPS) },
      ...(place && { place }),
    }));
  });
}

/** What is seen by looking across coalitions lies one hop deeper than the rest, and is entered there too. */
function networkRoots(type: GraphQLObjectType, given: string, place: PlaceKey): Root[] {
  const root = { call: `network${given}`, field: 'network', place };
  const deep = pathsFrom(type, HOPS + 1).filter(
    ({ hops }) => hops.length > HOPS && hops[0]!.field.name === 'landscape',
  );
  return [{ ...root, paths: [...pathsFrom(type, HOPS), ...deep] }];
}

/** The places at which a root is entered. One that is not said here is entered with its usual arguments. */
function startsOf(field: string): { given: string; place?: PlaceKey }[] {
  const named = (key: CoalitionKey): string =>
    `(network: "${networkSlug(homeOf(key))}", slug: "${coalitionSlug(key)}")`;
  if (field === 'network')
    return networks.map((place) => ({ given: `(slug: "${networkSlug(place)}")`, place }));
  if (field === 'coalition') return (['A1', 'B1'] as const).map((place) => ({ given: named(place), place }));
  if (field === 'coalitionTombstone')
    return (['A3', 'B3'] as const).map((place) => ({ given: named(place), place }));
  if (field === 'workspace')
    return coalitions.map(({ key: place }) => ({
      given: `(coalitionId: ${quoted(coalitionGlobalId(place))})`,
      place,
    }));
  const usual = Object.entries(readArguments)
    .filter(([name]) => name.startsWith(`Query.${field}.`))
    .map(([name, { usual: value }]) => `${name.split('.')[2]}: ${JSON.stringify(value)}`);
  return [{ given: usual.length > 0 ? `(${usual.join(' ')})` : '' }];
}
