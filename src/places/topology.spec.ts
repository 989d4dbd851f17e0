import { countyFacts } from './county-catalogue.ts';
import { readAtlas } from './data-file.ts';
import { areaOf, geometriesOf, type Ring, type Topology } from './topology.ts';

const geometries = geometriesOf(readAtlas());
const polygonsOf = (fips: string): Ring[][] => {
  const geometry = geometries.get(fips)!;
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
};
const all = [...geometries.keys()].flatMap((fips) => polygonsOf(fips).map((rings) => ({ fips, rings })));

/** How often a ring goes around a point: an even number of crossings is none. */
const contains = (ring: Ring, [x, y]: number[]): boolean =>
  ring.reduce((inside, [ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    const crosses = ay > y! !== by > y! && x! < ((bx - ax) * (y! - ay)) / (by - ay) + ax;
    return crosses ? !inside : inside;
  }, false);

describe('The outlines of counties', () => {
  /** Of Falls Church, the smallest of all, the grid of us-atlas has left a line. */
  it('are there for every county in force but those that us-atlas does not have', () => {
    expect(
      countyFacts()
        .filter(({ fips }) => !geometries.has(fips))
        .map(({ fips }) => fips),
    ).toEqual([
      ...['02063', '02066'],
      ...['09110', '09120', '09130', '09140', '09150', '09160', '09170', '09180', '09190'],
      '51610',
    ]);
  });

  it('are closed rings of four positions or more, none of them twice in a row', () => {
    const broken = all.filter(({ rings }) =>
      rings.some(
        (ring) =>
          ring.length < 4 ||
          ring[0]!.join() !== ring.at(-1)!.join() ||
          ring.some((position, i) => i > 0 && position.join() === ring[i - 1]!.join()),
      ),
    );
    expect(broken.map(({ fips }) => fips)).toEqual([]);
  });

  it('go against the clock outside and with it around holes', () => {
    const wrong = all.filter(({ rings }) => rings.some((ring, i) => areaOf(ring) > 0 !== (i === 0)));
    expect(wrong.map(({ fips }) => fips)).toEqual([]);
    expect(all.filter(({ rings }) => rings.length > 1).length).toBeGreaterThan(5);
  });

  it('have their holes inside', () => {
    const outside = all.filter(({ rings: [outer, ...holes] }) =>
      holes.some((hole) => !hole.some((position) => contains(outer!, position))),
    );
    expect(outside.map(({ fips }) => fips)).toEqual([]);
  });

  it('are longitude and latitude, and none crosses the 180th meridian', () => {
    const positions = all.flatMap(({ rings }) => rings.flat());
    expect(positions.filter(([x, y]) => !(x >= -180 && x <= 180 && y >= -15 && y <= 72))).toEqual([]);
    const wide = all.filter(({ rings: [outer] }) => {
      const longitudes = outer!.map(([x]) => x);
      return Math.max(...longitudes) - Math.min(...longitudes) > 30;
    });
    expect(wide.map(({ fips }) => fips)).toEqual([]);
  });

  it.each([
    ['Boone NC', '37189', [-81.67, 36.22]],
    ['Enterprise OR', '41063', [-117.28, 45.43]],
    ['Alamosa CO', '08003', [-105.87, 37.47]],
    ['Roanoke city VA', '51770', [-79.95, 37.27]],
  ])('hold %s', (_, fips, place) => {
    const holding = all.filter(
      ({ rings: [outer, ...holes] }) =>
        contains(outer!, place) && !holes.some((hole) => contains(hole, place)),
    );
    expect(holding.map((one) => one.fips)).toEqual([fips]);
  });

  it('are put together of arcs, walked either way, and turned where they must be', () => {
    const square: Topology = {
      transform: { scale: [0.5, 0.25], translate: [-80, 30] },
      arcs: [
        [
          [0, 0],
          [0, 4],
          [2, 0],
        ],
        [
          [0, 0],
          [2, 0],
          [0, 4],
        ],
      ],
      objects: {
        counties: {
          geometries: [{ type: 'Polygon', id: '37001', properties: { name: 'A' }, arcs: [[0, ~1]] }],
        },
      },
    };
    expect(geometriesOf(square).get('37001')).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [-80, 30],
          [-79, 30],
          [-79, 31],
          [-80, 31],
          [-80, 30],
        ],
      ],
    });
  });
});
