import http from 'node:http';
import { TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition } from './support/fixtures.ts';
import { aligned } from './support/landscape.ts';
import { publishStrategy } from './support/strategies.ts';

/** Enough of RFC 4180 to read a file back. */
const parse = (csv: string): Record<string, string>[] => {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replace(/""/g, '"') ?? plain ?? '');
    if (end === '\n') rows.push([]);
    if (end === '') break;
  }
  const [heading, ...lines] = rows.filter((row) => row.length > 1);
  return lines.map((line) => Object.fromEntries(heading!.map((name, i) => [name, line[i] ?? ''])));
};

describe('The file of coalitions', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const file = (slug: string, query = '') => app.http.get(`/exports/${slug}/now/coalitions.csv${query}`);

  it('holds what is published, with quotes, lines and lists as they were', async () => {
    const network = await aNetwork(app);
    const aspen = await aPublishedCoalition(
      app,
      {
        ...{
          mission: 'Says "yes",\nto all',
          aliases: ['A', 'B'],
          foundedYear: 2019,
          sectorCodes: ['parents', 'school'],
        },
        ...{
          counties: [{ fips: '37011' }, { fips: '37121', partial: true, basis: 'INFERRED' }],
          partners: [{ organization: { name: 'Zebra' } }, { organization: { name: 'Ant' } }],
        },
        ...{ backbone: { name: 'Ant' }, initiatives: [{ name: 'x', goalCodes: ['G1'] }] },
      },
      network,
      'Aspen',
    );

    // G2 is left out, although something below it is not.
    const strategy = aligned(['PARTLY', 'G1', 'G2-O1'], ['INTENTIONALLY_NOT_ADDRESSED', 'G2']);
    await publishStrategy(app, aspen.lead, aspen, strategy);

    const { text, headers, status } = await file(network.slug);

    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers['content-disposition']).toMatch(
      new RegExp(`^attachment; filename="${network.slug}-coalitions-revision-\\d+.csv"$`),
    );
    expect(parse(text)).toEqual([
      expect.objectContaining({
        ...{
          name: 'Aspen',
          mission: 'Says "yes",\nto all',
          aliases: 'A;B',
          founded_year: '2019',
          sectors: 'parents;school',
          backbone: 'Ant',
        },
        ...{
          county_fips: '37011;37121',
          partial_county_fips: '37121',
          inferred_county_fips: '37121',
          partners: 'Ant;Zebra',
          goals: 'G1;G2-O1',
        },
      }),
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes no formula of %j', async (name) => {
    const network = await aNetwork(app);
    await aPublishedCoalition(app, { summary: `${name} x`, mission: `${name} x`.trim() }, network, 'Aspen');

    const [row] = parse((await file(network.slug)).text);
    for (const cell of Object.values(row!)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('leaves the fictional out unless asked', async () => {
    const network = await aNetwork(app);
    const real = await aPublishedCoalition(app, {}, network, 'Real');
    await app.database.rows('update published.coalitions set demo = true where id = $1', [real.key]);

    expect(parse((await file(network.slug)).text)).toHaveLength(0);
    expect(parse((await file(network.slug, '?includeDemo=true')).text)).toHaveLength(1);
    expect((await file(network.slug, '?includeDemo=maybe')).body).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { includeDemo: expect.any(String) },
    });
  });

  it('says in plain words that a network is not there', async () => {
    const { status, body } = await file('no-such-network');
    expect([status, body.code]).toEqual([404, 'NOT_FOUND']);
  });

  it('says so of an address that cannot be read', async () => {
    const { status, body } = await file('%ff');
    expect([status, body.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('is streamed, and gives its connection back when the reader leaves', async () => {
    const network = await aNetwork(app);
    await app.database.rows(
      `insert into published.coalitions (network_id, id, slug, name, sort_name, scope, demo, claimed, version, draft_revision, published_at,
         county_fips, sector_codes, population_codes, framework_codes, search_text, card, profile)
       select $1, gen_random_uuid(), 's' || i, 'n' || i, 'n' || i, 'LOCAL', false, true, 1, 1, now(), '{}', '{}', '{}', '{}', '', c.doc, c.doc
       from generate_series(1, 20000) i, lateral (select json_build_object('aliases', '[]'::json, 'counties', '[]'::json, 'partners', '[]'::json,
         'sources', '[]'::json, 'mission', repeat('x', 500)) as doc) c`,
      [network.key],
    );
    const address = await app.nest.listen(0, '127.0.0.1').then(() => app.nest.getUrl());
    for (let i = 0; i < 8; i++) {
      await new Promise<void>((gone) => {
        http.get(`${address}/exports/${network.slug}/now/coalitions.csv`, (response) =>
          response.once('data', () => gone(void response.destroy())),
        );
      });
    }
    const whole = await (await fetch(`${address}/exports/${network.slug}/now/coalitions.csv`)).text();
    expect(whole.trimEnd().split('\n')).toHaveLength(20_001);
  });
});
