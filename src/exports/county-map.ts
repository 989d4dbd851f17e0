import { createHash } from 'node:crypto';
import type { County } from '../places/county.type.ts';
import type { Geometry } from '../places/topology.ts';

/** The counties of a state as GeoJSON, ready to be put together with other states. */
export interface StateMap {
  /** Its features, one a line, with commas between them. */
  features: Buffer;
  /** Of these the outline is not known. */
  withoutGeometry: string[];
  /** Of the features, so that a tag need not be made of all of them each time. */
  digest: string;
}

export interface CountyMap {
  /** The document in pieces that are shared by all answers. */
  pieces: Buffer[];
  length: number;
  tag: string;
}

/** By state, in the order of their codes. */
export function stateMapsOf(
  counties: readonly County[],
  geometries: ReadonlyMap<string, Geometry>,
): Map<string, StateMap> {
  const states = new Set(counties.map(({ state }) => state));
  return new Map(
    [...states].map((state) => {
      const members = counties.filter((county) => county.state === state);
      const features = Buffer.from(members.map((county) => featureOf(county, geometries)).join(',\n'));
      const withoutGeometry = members.map(({ fips }) => fips).filter((fips) => !geometries.has(fips));
      return [state, { features, withoutGeometry, digest: digestOf(features) }];
    }),
  );
}

const digestOf = (content: Buffer | string): string => createHash('sha1').update(content).digest('base64url');

const featureOf = (
  { fips, name, state, population, populationYear }: County,
  geometries: ReadonlyMap<string, Geometry>,
): string =>
  JSON.stringify({
    ...{ type: 'Feature', id: fips, geometry: geometries.get(fips) ?? null },
    properties: { fips, name, state, population, populationYear },
  });

export function countyMapOf(states: readonly StateMap[]): CountyMap {
  const without = JSON.stringify(states.flatMap(({ withoutGeometry }) => withoutGeometry));
  const pieces = [
    Buffer.from('{"type":"FeatureCollection","features":[\n'),
    ...states.flatMap(({ features }, i) => (i === 0 ? [features] : [COMMA, features])),
    Buffer.from(`\n],"withoutGeometry":${without}}\n`),
  ];
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { pieces, length, tag: `"${digestOf(states.map(({ digest }) => digest).join(' '))}"` };
}

const COMMA = Buffer.from(',\n');
