import http from 'node:http';
import { TestApp } from './support/app.ts';
import { parse } from './support/csv.ts';
import { aNetwork, aPublishedCoalition } from './support/fixtures.ts';
import { aligned } from './support/landscape.ts';
import { publishStrategy } from './support/strategies.ts';

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

  it('says which files there are when one is not', async () => {
    const { slug } = await aNetwork(app);
    for (const name of ['nothing.csv', 'coalitions', 'coalitions.csv.csv', '.csv', 'constructor.csv']) {
      const { status, body } = await app.http.get(`/exports/${slug}/now/${name}`);
      expect([name, status, body.code]).toEqual([name, 404, 'NOT_FOUND']);
      expect(body.message).toBe(
        'There is no file of this name. There are: coalitions.csv, goals.csv, coverage.csv, gaps.csv, strategies.csv, nodes.csv, links.csv, alignments.csv.',
      );
    }
  });

  it.each([
    ['coalitions', 'includeStatewide=true', { includeStatewide: 'coalitions.csv takes only includeDemo.' }],
    ['goals', 'includeDemo=true', { includeDemo: 'goals.csv takes no parameters.' }],
    ['gaps', 'county=1', { county: 'gaps.csv takes only includeDemo and includeStatewide.' }],
    ['nodes', '__proto__=true', { ['__proto__']: 'nodes.csv takes only includeDemo.' }],
    ['coverage', 'includeStatewide=1', { includeStatewide: 'Give true or false.' }],
    ['links', 'includeDemo', { includeDemo: 'Give true or false.' }],
    ['links', 'includeDemo=true&includeDemo=true', { includeDemo: 'Give true or false.' }],
  ])('refuses of %s.csv what it does not take: %s', async (name, query, fields) => {
    const { slug } = await aNetwork(app);
    const { status, body } = await app.http.get(`/exports/${slug}/now/${name}.csv?${query}`);
    expect([status, body.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(Object.entries(body.fields)).toEqual(Object.entries(fields));
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
