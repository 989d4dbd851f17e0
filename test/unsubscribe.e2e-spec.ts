import { unsubscribeToken } from '../src/digests/unsubscribe-token.ts';
import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aReader, digestFor } from './support/digests.ts';
import { aPerson, aPublishedCoalition } from './support/fixtures.ts';

describe('The address that ends the weekly mail', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const pathFor = (person: Person, language = 'EN') =>
    `/unsubscribe?language=${language}&token=${unsubscribeToken(app.config.tokenSecret, person.accountId)}`;
  const wants = async (person: Person) =>
    (await app.data(person, '{ viewer { weeklyDigest } }')).viewer.weeklyDigest as boolean;
  const oneClick = (path: string) =>
    app.http.post(path).type('application/x-www-form-urlencoded').send('List-Unsubscribe=One-Click');

  it('ends them with the one click of a mail program, which nobody signs in for', async () => {
    const coalition = await aPublishedCoalition(app);
    const reader = await aReader(coalition);
    const mail = (await digestFor(app, reader))!;
    const url = new URL(/^<(.*)>$/.exec(mail.headers['list-unsubscribe']!)![1]!);
    expect((await oneClick(`${url.pathname}${url.search}`)).status).toBe(200);
    expect(await wants(reader)).toBe(false);
    await aPublishedCoalition(app, {}, coalition.network);
    expect(await digestFor(app, reader)).toBeUndefined();
  });

  it('takes the click as a form of either kind, or with nothing in it', async () => {
    const send: ((path: string) => ReturnType<typeof oneClick>)[] = [
      oneClick,
      (path) => app.http.post(path).field('List-Unsubscribe', 'One-Click'),
      (path) => app.http.post(path),
    ];
    for (const click of send) {
      const person = await aPerson(app);
      const { status, text } = await click(pathFor(person, 'ES'));
      expect([status, text]).toEqual([200, expect.stringContaining('No recibirá más el correo semanal')]);
      expect(await wants(person)).toBe(false);
    }
  });

  it('is a page on which nothing happens until its button is pressed: programs follow the links of mails', async () => {
    const person = await aPerson(app);
    for (let looks = 0; looks < 3; looks++) await app.http.get(pathFor(person));
    await app.http.head(pathFor(person));
    expect(await wants(person)).toBe(true);

    const { text, headers } = await app.http.get(pathFor(person, 'ES'));
    expect(text).toContain('<html lang="es">');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['cache-control']).toBe('no-store');
    const action = /<form method="post" action="([^"]+)"/.exec(text)![1]!.replaceAll('&amp;', '&');
    expect(action).toBe(pathFor(person, 'ES'));
    expect((await oneClick(action)).status).toBe(200);
    expect(await wants(person)).toBe(false);
  });

  it('may be used again and again, and the person may come back', async () => {
    const person = await aPerson(app);
    const answers = [];
    for (let times = 0; times < 3; times++) answers.push((await oneClick(pathFor(person))).text);
    expect(new Set(answers).size).toBe(1);
    const set = 'mutation { updateViewer(input: { weeklyDigest: true }) { weeklyDigest } }';
    expect((await app.data(person, set)).updateViewer).toEqual({ weeklyDigest: true });
    expect(await wants(person)).toBe(true);
  });

  it('answers alike to a token of nobody, and does nothing', async () => {
    const [person, other] = [await aPerson(app), await aPerson(app)];
    const known = await oneClick(pathFor(person));
    const shown = await app.http.get(pathFor(other));
    const forged = unsubscribeToken('x'.repeat(43), other.accountId);
    for (const token of [forged, 'x', '', forged.slice(0, 63), '"><script>alert(1)</script>']) {
      const path = `/unsubscribe?language=EN&token=${encodeURIComponent(token)}`;
      const { status, text, headers } = await oneClick(path);
      expect([status, text, headers['content-type']]).toEqual([
        200,
        known.text,
        known.headers['content-type'],
      ]);
      const page = await app.http.get(path);
      expect(page.status).toBe(200);
      expect(page.text.replace(/action="[^"]*"/, '')).toBe(shown.text.replace(/action="[^"]*"/, ''));
      expect(page.text).not.toContain('<script>');
    }
    expect((await oneClick('/unsubscribe')).text).toBe(known.text);
    expect((await oneClick(`${pathFor(other)}&token=x`)).text).toBe(known.text);
    expect(await wants(other)).toBe(true);
  });

  it('is no way into anything else: forms of files stay unread elsewhere', async () => {
    const lead = await (await aPublishedCoalition(app)).as(Role.LEAD);
    const { status } = await app.http
      .post('/graphql')
      .set('authorization', `Bearer ${lead.token}`)
      .field('query', 'mutation { updateViewer(input: { weeklyDigest: false }) { weeklyDigest } }');
    expect(status).toBe(415);
    expect(await wants(lead)).toBe(true);
    const long = app.http.post(pathFor(lead)).field('List-Unsubscribe', 'x'.repeat(5_000));
    expect((await long).status).toBe(413);
    expect(await wants(lead)).toBe(true);
  });
});
