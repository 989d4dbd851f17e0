/** GeoJSON, RFC 7946: longitude and latitude in degrees of WGS 84. */
export type Position = [longitude: number, latitude: number];
export type Ring = Position[];
export type Geometry =
  { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };

/** As much of TopoJSON as us-atlas uses: borders are kept once, as arcs that two neighbours name. */
export interface Topology {
  transform: { scale: Position; translate: Position };
  arcs: Position[][];
  objects: { counties: { geometries: TopologyGeometry[] } };
}

type Arcs = number[];

export type TopologyGeometry = { id: string; properties: { name: string } } & (
  { type: 'Polygon'; arcs: Arcs[] } | { type: 'MultiPolygon'; arcs: Arcs[][] }
);

/** The grid of us-atlas is eight times as coarse and more, so nothing is lost, and nothing falls together. */
const DECIMALS = 1e4;

/**
 * The outline of each county, by its code. Parts that the grid has pressed into a line are left out: neighbours share
 * their borders exactly, so that nothing is seen of them.
 */
export function geometriesOf(topology: Topology): Map<string, Geometry> {
  const arcs = topology.arcs.map(placesOf);
  const polygon = (rings: Arcs[]): Ring[] => {
    const [outer, ...holes] = rings.map((of) => ringOf(arcs, of));
    if (!outer || areaOf(outer) === 0) return [];
    const whole = [
      wound(outer, true),
      ...holes.filter((hole) => areaOf(hole) !== 0).map((hole) => wound(hole, false)),
    ];
    return whole.map((ring) => ring.map((place) => degreesOf(place, topology)));
  };
  return new Map(
    topology.objects.counties.geometries.flatMap((geometry) => {
      const parts = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
      const polygons = parts.map(polygon).filter((rings) => rings.length > 0);
      return polygons.length === 0 ? [] : [[geometry.id, geometryOf(polygons)] as const];
    }),
  );
}

const geometryOf = (polygons: Ring[][]): Geometry =>
  polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };

/** Places on the grid. The first one of an arc is told whole, the others as steps from the one before. */
function placesOf(arc: Position[]): Position[] {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => [(x += dx), (y += dy)]);
}

/** A negative number is an arc walked backwards: ~0 is the first one. Each arc begins where the one before ended. */
function ringOf(arcs: Position[][], of: Arcs): Ring {
  const places = of.flatMap((index) => (index < 0 ? [...arcs[~index]!].reverse() : arcs[index]!));
  return places.filter(([x, y], i) => i === 0 || x !== places[i - 1]![0] || y !== places[i - 1]![1]);
}

/** The rule of the right hand: outer rings go against the clock, holes with it. */
function wound(ring: Ring, outer: boolean): Ring {
  return areaOf(ring) > 0 === outer ? ring : ring.reverse();
}

function degreesOf([x, y]: Position, { transform: { scale, translate } }: Topology): Position {
  const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;
  return [rounded(x * scale[0] + translate[0]), rounded(y * scale[1] + translate[1])];
}

/** In squares of the unit; above zero where the ring goes against the clock. */
export const areaOf = (ring: Ring): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
