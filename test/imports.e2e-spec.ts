import http from 'node:http';
import { Readable } from 'node:stream';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aNetwork, aPublishedCoalition, type TestCoalition, type TestNetwork } from './support/fixtures.ts';
import { confirmImport, HEAD, outcomes, type Report, sendFile } from './support/imports.ts';
import { accept, invited } from './support/invitations.ts';

const ROWS = [
  HEAD,
  'Ash Creek Families,NC,"Avery, Watauga",Ash Creek Clinic,ashcreek.example.org,c. 2019,https://example.org/ash',
  'Birch Table,North Carolina,ALL,,,,https://example.org/birch',
  '“Ash Creek Families”,N.C.,Ashe Co.,,,,https://example.org/ash-again',
  ',NC,Avery,,,,',
  'Cedar Network,TX,Harris,,,,https://example.org/cedar',
];
const LIST = `query ($slug: String!) { network(slug: $slug) { coalitions { nodes {
  slug name claimed verifiedOn scope website foundedYear backbone { name } counties { county { fips } }
  sources { url } } } } }`;

describe('A spreadsheet of coalitions', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const send = (person: Person | null, network: TestNetwork, body: string | Buffer) =>
    sendFile(app, person, network, body);
  const confirm = (person: Person, network: TestNetwork, report: string) =>
    confirmImport(app, person, network, report);
  const listed = async ({ slug }: TestNetwork) =>
    (await app.data(null, LIST, { slug })).network.coalitions.nodes;

  it('is tried out first, then saved as it was said, and changes nothing the second time', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);

    const { status, body } = await send(admin, network, ROWS.join('\n'));
    const trial = body as Report;
    expect([status, trial.dryRun, outcomes(trial)]).toEqual([
      ...[200, true],
      ['2 CREATED', '3 CREATED', '4 MERGED', '5 REFUSED', '6 REFUSED'],
    ]);
    expect(trial.rows[3]!.remarks).toContainEqual(expect.objectContaining({ severity: 'REFUSED' }));
    expect(await listed(network)).toEqual([]);

    const done = (await confirm(admin, network, trial.report!)).body as Report;
    expect([done.dryRun, outcomes(done)]).toEqual([false, outcomes(trial)]);
    expect(await listed(network)).toMatchObject([
      {
        ...{ name: 'Ash Creek Families', claimed: false, verifiedOn: null, scope: 'REGIONAL' },
        ...{
          website: 'https://ashcreek.example.org',
          foundedYear: 2019,
          backbone: { name: 'Ash Creek Clinic' },
        },
        counties: ['37011', '37189', '37009'].map((fips) => ({ county: { fips } })),
        sources: [{ url: 'https://example.org/ash' }, { url: 'https://example.org/ash-again' }],
      },
      { name: 'Birch Table', scope: 'STATEWIDE', counties: [] },
    ]);

    expect((await confirm(admin, network, trial.report!)).status).toBe(404);
    const before = await listed(network);
    const again = (await send(admin, network, ROWS.join('\n'))).body as Report;
    expect(outcomes(again).slice(0, 3)).toEqual(['2 UNCHANGED', '3 UNCHANGED', '4 UNCHANGED']);
    await confirm(admin, network, again.report!);
    expect(await listed(network)).toEqual(before);
  });

  it('shows in the history as the work of who sent it', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const trial = (await send(admin, network, ROWS.slice(0, 2).join('\n'))).body as Report;
    await confirm(admin, network, trial.report!);
    const events = await app.database.rows(
      `select distinct actor, action from audit.events where network_id = $1 and action = 'importCatalogue'`,
      [network.key],
    );
    expect(events).toEqual([{ actor: admin.displayName, action: 'importCatalogue' }]);
  });

  it('updates an entry that nobody has taken over, and nothing that a lead keeps', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    await aPublishedCoalition(app, { website: 'https://own.example.org' }, network, 'Dogwood Circle');
    const first = (await send(admin, network, `${HEAD}\nElm Hall,NC,Avery,,,,`)).body as Report;
    await confirm(admin, network, first.report!);

    const rows = [HEAD, 'Elm Hall,NC,"Avery; Ashe",,,2020,', 'Dogwood Circle,NC,Avery,,,,'].join('\n');
    const trial = (await send(admin, network, rows)).body as Report;
    expect(outcomes(trial)).toEqual(['2 UPDATED', '3 REFUSED']);
    await confirm(admin, network, trial.report!);
    expect(await listed(network)).toMatchObject([
      { name: 'Dogwood Circle', website: 'https://own.example.org', counties: [] },
      {
        name: 'Elm Hall',
        foundedYear: 2020,
        counties: [{ county: { fips: '37009' } }, { county: { fips: '37011' } }],
      },
    ]);
  });

  it('does not bring back what was taken out of the record', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const gone = await aPublishedCoalition(app, {}, network, 'Fir Lodge');
    const archive =
      'mutation ($input: ArchiveCoalitionInput!) { archiveCoalition(input: $input) { coalitionId } }';
    await app.data(admin, archive, { input: { coalitionId: gone.id, reason: 'Closed' } });
    const trial = (await send(admin, network, `${HEAD}\nFir Lodge,NC,Avery,,,,`)).body as Report;
    expect(outcomes(trial)).toEqual(['2 REFUSED']);
  });

  it('is taken from an admin of the network only', async () => {
    const network = await aNetwork(app);
    const body = ROWS.join('\n');
    const stranger = await (await aNetwork(app)).as(Role.NETWORK_ADMIN);
    expect((await send(null, network, body)).status).toBe(401);
    expect((await send(await network.as(Role.NETWORK_ANALYST), network, body)).status).toBe(403);
    expect((await send(stranger, network, body)).status).toBe(404);

    const admin = await network.as(Role.NETWORK_ADMIN);
    const { report } = (await send(admin, network, body)).body as Report;
    expect((await confirm(await network.as(Role.NETWORK_ADMIN), network, report!)).status).toBe(404);
    expect((await confirm(stranger, network, report!)).status).toBe(404);
    expect(await listed(network)).toEqual([]);
  });

  it.each([
    ['nothing', Buffer.from('')],
    ['a heading alone', Buffer.from(`${HEAD}\n`)],
    ['no table', Buffer.from('%PDF-1.7 \n\u0000\u0001')],
    ['a ZIP', Buffer.from('504b0304140000000800', 'hex')],
    ['no names', Buffer.from('a,b\n1,2\n')],
    ['a cell without an end', Buffer.from(`${HEAD}\n"${'x'.repeat(20_000)}`)],
  ])('that is %s is refused in a sentence', async (_, body) => {
    const network = await aNetwork(app);
    const { status, body: answer } = await send(await network.as(Role.NETWORK_ADMIN), network, body);
    expect([status, answer.code, Object.keys(answer.fields)]).toEqual([400, 'BAD_USER_INPUT', ['file']]);
    expect(answer.message).toMatch(/^[A-Z“].*\.$/s);
  });

  it('gives its report as a table when asked for one', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const { headers, text } = await send(admin, network, ROWS.join('\n')).set('accept', 'text/csv');
    expect([headers['content-type'], headers['cache-control']]).toEqual([
      'text/csv; charset=utf-8',
      'no-store',
    ]);
    expect(text.split('\r\n')[0]).toBe('line,name,state,network,outcome,coalition,column,severity,message');
    expect((await confirm(admin, network, String(headers['report']))).status).toBe(200);
  });

  it('hands an entry over to a lead who accepts an invitation, and leaves it alone from then on', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const file = `${HEAD}\nGorse Table,NC,Avery,,,,`;
    await confirm(admin, network, ((await send(admin, network, file)).body as Report).report!);
    const find = 'query ($n: String!, $s: String!) { coalition(network: $n, slug: $s) { id claimed } }';
    const at = { n: network.slug, s: 'gorse-table' };
    const { coalition } = await app.data(null, find, at);

    const { token } = await invited(app, admin, coalition as TestCoalition, Role.LEAD);
    await accept(app, token);

    expect((await app.data(null, find, at)).coalition).toEqual({ id: coalition.id, claimed: true });
    const again = (await send(admin, network, file.replace('Avery', 'Ashe'))).body as Report;
    expect(outcomes(again)).toEqual(['2 REFUSED']);
  });

  it('that never ends is refused once it is larger than it may be', async () => {
    const network = await aNetwork(app);
    const admin = await network.as(Role.NETWORK_ADMIN);
    const address = await app.nest.listen(0, '127.0.0.1').then(() => app.nest.getUrl());
    const row = `Heath,NC,"${'Avery; '.repeat(1_000)}"\n`;
    let sent = 0;
    const endless = Readable.from(
      (function* () {
        yield `${HEAD}\n`;
        for (; sent < 200_000_000; sent += row.length) yield row;
      })(),
      { objectMode: false },
    );
    let answered = false;
    const [status, text] = await new Promise<[number, string]>((done, fail) => {
      const options = {
        method: 'POST',
        headers: { 'content-type': 'text/csv', authorization: `Bearer ${admin.token}` },
      };
      const call = http.request(
        `${address}/imports/coalitions?network=${network.slug}`,
        options,
        (answer) => {
          answered = true;
          let body = '';
          answer.on('data', (chunk) => (body += String(chunk)));
          answer.on('end', () => done([answer.statusCode!, body]));
        },
      );
      call.on('error', (error) => (answered ? undefined : fail(error)));
      endless.pipe(call);
    });
    endless.destroy();
    expect([status, JSON.parse(text).message]).toEqual([400, expect.stringMatching(/larger than 10 MB/)]);
    expect(sent).toBeLessThan(40_000_000);
  });
});
