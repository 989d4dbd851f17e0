import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aReader, daysPass, digestFor, speak } from './support/digests.ts';
import {
  aBoard,
  aCoalition,
  aNetwork,
  aPerson,
  aPublishedCoalition,
  save,
  type TestNetwork,
} from './support/fixtures.ts';
import { mailsTo } from './support/outbox.ts';
import { publishStrategy, saveStrategy, towards } from './support/strategies.ts';

const PUBLIC_URL = 'https://registry.example.org';

describe('The weekly mail', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ PUBLIC_URL });
  });
  afterAll(() => app.stop());

  const did = (mutation: string, person: Parameters<TestApp['data']>[0], input: object) =>
    app.data(person, mutation, { input });
  const MERGE = 'mutation ($input: MergeCoalitionsInput!) { mergeCoalitions(input: $input) { coalitionId } }';
  const UNPUBLISH =
    'mutation ($input: UnpublishCoalitionInput!) { unpublishCoalition(input: $input) { coalitionId } }';
  const VERIFY = 'mutation ($input: VerifyProfileInput!) { verifyProfile(input: $input) { coalitionId } }';
  const PUBLISH = 'mutation ($input: PublishCoalitionInput!) { publishCoalition(input: $input) { id } }';

  /** Something of each kind, in a network with a coalition of long ago whose reader is told of it. */
  async function aBusyWeek(network: TestNetwork) {
    const admin = await network.as(Role.NETWORK_ADMIN);
    const longAgo = (name: string) =>
      aPublishedCoalition(app, {}, network, name).then(async (coalition) => {
        await daysPass(app, coalition, 30);
        return coalition;
      });
    const [quiet, changed, confirmed, strategic, gone, merged, closed] = [
      ...[
        await longAgo('Quiet'),
        await longAgo('Changed'),
        await longAgo('Confirmed'),
        await longAgo('Strategic'),
      ],
      ...[await longAgo('Gone'), await longAgo('Merged'), await longAgo('Closed')],
    ] as const;
    await aPublishedCoalition(app, {}, network, 'Brand <New>');
    const expectedProfileRevision = await save(app, changed.lead, changed, { summary: 'Other' });
    await did(PUBLISH, changed.lead, { coalitionId: changed.id, expectedProfileRevision });
    const expectedRevision = await save(app, confirmed.lead, confirmed, {});
    await did(VERIFY, confirmed.lead, { coalitionId: confirmed.id, expectedRevision });
    await publishStrategy(app, strategic.lead, strategic, towards('G1'));
    await did(UNPUBLISH, gone.lead, { coalitionId: gone.id, reason: 'Moved' });
    await did(MERGE, admin, { keepId: quiet.id, mergeId: merged.id, reason: 'Same' });
    const archive =
      'mutation ($input: ArchiveCoalitionInput!) { archiveCoalition(input: $input) { coalitionId } }';
    await did(archive, admin, { coalitionId: closed.id, reason: 'Over' });
    return { quiet: quiet, reader: await aReader(quiet) };
  }

  it('tells what became public in the networks of its reader, or stopped being so, in either language', async () => {
    const network = await aNetwork(app);
    const { reader } = await aBusyWeek(network);
    const mail = (await digestFor(app, reader))!;
    expect(mail.headers['subject']).toBe('This week in the Coalition Landscape');
    const told = [...mail.text.matchAll(/^- (.*)$/gm)].map(([, line]) => line);
    const at = (slug: string) => `${PUBLIC_URL}/coalitions/${network.slug}/${slug}`;
    expect(told.map((line) => line!.split(`: ${PUBLIC_URL}`)[0])).toEqual([
      'Brand <New> is published for the first time',
      'Changed has published its profile anew',
      'Strategic has published its strategy',
      'Confirmed has confirmed that its profile is still true',
      'Merged has become part of Quiet',
      'Gone is not published any more',
      'Closed has been closed',
    ]);
    for (const line of told) expect(line).toContain(at('coalition-'));
    expect(mail.html).toContain('>Brand &lt;New&gt; is published for the first time</a>');

    await speak(app, reader, 'ES');
    const spanish = (await digestFor(app, reader))!;
    expect(spanish.headers['subject']).toBe('Esta semana en Coalition Landscape');
    expect(spanish.html).toContain('<html lang="es">');
    for (const words of [
      ...['se ha publicado por primera vez', 'ha vuelto a publicar su perfil', 'ha publicado su estrategia'],
      ...['ha confirmado que', 'ahora forma parte de Quiet', 'ya no está publicada', 'se ha cerrado'],
    ])
      expect(spanish.text).toContain(words);
    expect(spanish.text).toContain('No recibir más estos correos: https://registry.example.org/unsubscribe');
  });

  it('can be ended with one click, by its headers', async () => {
    const coalition = await aPublishedCoalition(app);
    const { headers, text } = (await digestFor(app, await aReader(coalition)))!;
    const link = /^https:\/\/registry\.example\.org\/unsubscribe\?language=EN&token=[\w-]{64}$/;
    const url = /^<(.*)>$/.exec(headers['list-unsubscribe']!)![1]!;
    expect(url).toMatch(link);
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    expect(text).toContain(`Get no more of these mails: ${url}`);
    const [row] = await app.database.rows(
      `select unsubscribe, body from access.mails where sent_at is not null order by created_at desc limit 1`,
    );
    expect(row).toEqual({ unsubscribe: null, body: '' });
  });

  it('is silent in a week in which nothing happened, and about what its reader knows', async () => {
    const coalition = await aPublishedCoalition(app);
    const reader = await aReader(coalition);
    await daysPass(app, coalition, 8);
    expect(await digestFor(app, reader)).toBeUndefined();
    await daysPass(app, coalition, -5);
    expect(await digestFor(app, reader)).toBeDefined();
  });

  it('comes once a week at most', async () => {
    const network = await aNetwork(app);
    const coalition = await aPublishedCoalition(app, {}, network);
    const reader = await aReader(coalition);
    expect(await digestFor(app, reader)).toBeDefined();
    await aPublishedCoalition(app, {}, network);
    const [row] = await app.database.rows<{ days: number }>(
      'select extract(epoch from digest_due_at - now())::float8 / 86400 as days from access.accounts where id = $1',
      [reader.accountId],
    );
    expect(row!.days).toBeGreaterThan(6.9);
    expect(mailsTo(app, reader.email)).toHaveLength(1);
  });

  it('is not for who does not want it, is disabled, or belongs nowhere', async () => {
    const coalition = await aPublishedCoalition(app);
    const [unwilling, disabled, nobody] = [
      await aReader(coalition),
      await aReader(coalition),
      await aPerson(app),
    ];
    const set = 'mutation ($input: UpdateViewerInput!) { updateViewer(input: $input) { weeklyDigest } }';
    await did(set, unwilling, { weeklyDigest: false });
    await app.database.rows('update access.accounts set disabled_at = now() where id = $1', [
      disabled.accountId,
    ]);
    for (const person of [unwilling, disabled, nobody]) expect(await digestFor(app, person)).toBeUndefined();
    await did(set, unwilling, { weeklyDigest: true });
    expect(await digestFor(app, unwilling)).toBeDefined();
  });

  it('tells nothing of other networks, of what is fictional, or of a draft, whoever reads it', async () => {
    const network = await aNetwork(app);
    const own = await aPublishedCoalition(app, {}, network, 'Own');
    const sibling = await aPublishedCoalition(app, {}, network, 'Sibling');
    const elsewhere = await aPublishedCoalition(app, {}, undefined, 'Canary elsewhere');
    const fictional = await aPublishedCoalition(app, {}, network, 'Canary fictional');
    await app.database.rows('update published.coalitions set demo = true where id = $1', [fictional.key]);
    await aCoalition(app, network, 'Canary never published');
    const draft = { name: 'Canary name', summary: 'Canary summary', mission: 'Canary mission' };
    await save(app, sibling.lead, sibling, draft);
    await saveStrategy(app, sibling.lead, sibling, { ...towards('G1'), title: 'Canary strategy' });
    for (const table of ['private.profiles', 'private.strategies'])
      await app.database.rows(
        `update ${table} set changed_at = now() - interval '9 days' where coalition_id = $1`,
        [sibling.key],
      );
    await app.database.rows(
      `insert into access.corrections (coalition_id, content, about) values ($1, 'Canary correction', 'Canary')`,
      [sibling.key],
    );
    const staff = [Role.RESEARCHER, Role.NETWORK_ANALYST, Role.NETWORK_ADMIN];
    const readers = [own.lead, await aReader(own), await aReader(sibling)];
    for (const role of staff) readers.push(await network.as(role));
    readers.push(await (await aBoard(app, network)).as(Role.BOARD_MEMBER));
    for (const reader of readers) {
      const { text, html } = (await digestFor(app, reader))!;
      expect(text).toContain('Sibling is published for the first time');
      expect(`${text}${html}`).not.toMatch(/canary|correction|changes of/i);
    }
    const { text, html } = (await digestFor(app, elsewhere.lead))!;
    expect(text).toContain('Canary elsewhere is published');
    expect(`${text}${html}`).not.toMatch(/sibling|own is|canary (?!elsewhere)/i);
  });

  it('names ten of a kind, and how many more there are', async () => {
    const network = await aNetwork(app);
    for (let i = 0; i < 12; i++)
      await aPublishedCoalition(app, {}, network, `Coalition ${String(i).padStart(2, '0')}`);
    const reader = await network.as(Role.NETWORK_ANALYST);
    const { text } = (await digestFor(app, reader))!;
    expect(text.match(/is published for the first time/g)).toHaveLength(10);
    expect(text).toContain('- and 2 more\n');
  });
});
