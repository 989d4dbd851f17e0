import { areaOf, type Geometry, type Ring } from '../src/places/topology.ts';
import { TestApp } from './support/app.ts';
import { aNetwork } from './support/fixtures.ts';

interface Feature {
  type: string;
  id: string;
  geometry: Geometry | null;
  properties: Record<string, unknown>;
}

interface Collection {
  type: string;
  features: Feature[];
  withoutGeometry: string[];
}

const ringsOf = ({ geometry }: Feature): Ring[][] =>
  geometry === null ? [] : geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** What RFC 7946 asks of each ring of an outline. */
function faults(feature: Feature): string[] {
  return ringsOf(feature).flatMap((polygon) =>
    polygon.flatMap((ring, i) => {
      const [first, last] = [ring[0], ring.at(-1)];
      const found: string[] = [];
      if (ring.length < 4 || String(first) !== String(last)) found.push('not closed');
      if (areaOf(ring) > 0 !== (i === 0)) found.push('goes the wrong way');
      if (ring.some(([x, y, ...more]) => Math.abs(x) > 180 || Math.abs(y) > 90 || more.length > 0))
        found.push('not longitude and latitude');
      return found.map((fault) => `${feature.id} ${fault}`);
    }),
  );
}

describe('The map of counties', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const read = async (query = ''): Promise<Collection> => {
    const { status, headers, text, body } = await app.http
      .get(`/counties.geojson${query}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect([status, text]).toEqual([200, undefined]);
    expect(headers['content-type']).toMatch(/^application\/geo\+json/);
    expect(Number(headers['content-length'])).toBe((body as Buffer).length);
    return JSON.parse((body as Buffer).toString('utf8')) as Collection;
  };
  const networkOf = async (...states: string[]): Promise<string> => {
    const network = await aNetwork(app);
    await app.database.rows('update reference.networks set states = $2 where id = $1', [network.key, states]);
    return network.slug;
  };

  it.each([
    ['NC', 100, 0],
    ['CO', 64, 0],
    ['OR', 36, 0],
    ['CT', 9, 9],
    ['AK', 30, 2],
  ])('of %s has %i features, %i of them without an outline', async (state, count, without) => {
    const { type, features, withoutGeometry } = await read(`?network=${await networkOf(state)}`);

    expect([type, features.length, withoutGeometry.length]).toEqual(['FeatureCollection', count, without]);
    expect(
      features.every((feature) => feature.type === 'Feature' && feature.properties['state'] === state),
    ).toBe(true);
    expect(features.flatMap(faults)).toEqual([]);
    expect(withoutGeometry).toEqual(features.filter(({ geometry }) => geometry === null).map(({ id }) => id));
  });

  it('says of each county who lives there', async () => {
    const { features } = await read(`?network=${await networkOf('NC')}`);
    expect(features.find(({ id }) => id === '37011')?.properties).toEqual({
      ...{ fips: '37011', name: 'Avery', state: 'NC', population: expect.any(Number), populationYear: 2023 },
    });
  });

  it('has every county in force once, by code, and none that is retired', async () => {
    const { features, withoutGeometry } = await read();
    const ids = features.map(({ id }) => id);
    expect(ids).toHaveLength(3144 + 89);
    expect(ids).toEqual([...new Set(ids)].sort());
    expect(features.flatMap(faults)).toEqual([]);
    expect(ids.filter((id) => ['02261', '09001', '51515'].includes(id))).toEqual([]);
    expect(withoutGeometry.join(' ')).toBe(
      '02063 02066 09110 09120 09130 09140 09150 09160 09170 09180 09190 51610',
    );
  });

  it('of several states is theirs alone', async () => {
    const { features } = await read(`?network=${await networkOf('OR', 'CO')}`);
    expect(new Set(features.map(({ properties }) => properties['state']))).toEqual(new Set(['CO', 'OR']));
    expect(features).toHaveLength(100);
    expect((await read(`?network=${await networkOf('XX')}`)).features).toEqual([]);
  });

  it('is not sent again to those who have it', async () => {
    const address = `/counties.geojson?network=${await networkOf('CO')}`;
    const { headers } = await app.http.get(address);
    expect(headers['cache-control']).toBe('public, max-age=3600');
    for (const known of [headers['etag']!, `W/${headers['etag']}`, `"other", ${headers['etag']}`, '*']) {
      const again = await app.http.get(address).set('if-none-match', known);
      expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', headers['etag']]);
    }
    expect((await app.http.get(address).set('if-none-match', '"other"')).status).toBe(200);
    const elsewhere = await app.http.get(`/counties.geojson?network=${await networkOf('OR')}`);
    expect(elsewhere.headers['etag']).not.toBe(headers['etag']);
  });

  it.each([
    ['?network=no-such-network', 404, 'NOT_FOUND', undefined],
    ['?network=', 404, 'NOT_FOUND', undefined],
    ['?state=NC', 400, 'BAD_USER_INPUT', { state: 'counties.geojson takes only network.' }],
    ['?network=a&network=b', 400, 'BAD_USER_INPUT', { network: 'Give the slug of one network.' }],
  ])('refuses %s', async (query, status, code, fields) => {
    const answer = await app.http.get(`/counties.geojson${query}`);
    expect([answer.status, answer.body.code, answer.body.fields]).toEqual([status, code, fields]);
    expect(answer.headers['cache-control']).toBeUndefined();
  });
});
