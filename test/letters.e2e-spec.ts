import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { aCoalition, aNetwork, aPerson } from './support/fixtures.ts';
import { accept, anAddress, INVITE } from './support/invitations.ts';
import { delivered, mailsTo, type SentMail, tokenFor } from './support/outbox.ts';

const PUBLIC_URL = 'https://registry.example.org';
const ENGLISH = 'Your invitation to the Coalition Landscape';
const SPANISH = 'Su invitación a Coalition Landscape';

describe('A letter to somebody invited', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ PUBLIC_URL });
  });
  afterAll(() => app.stop());

  const speak = (person: Person, language: string) =>
    app.database.rows('update access.accounts set language = $2 where id = $1', [person.accountId, language]);

  const mailOf = async (email: string): Promise<SentMail> => {
    await delivered(app);
    return mailsTo(app, email).at(-1)!;
  };

  /** To an address, by a lead who speaks the first of the languages, asked for in the second. */
  const letter = async (email: string, speaks: string, language?: string): Promise<SentMail> => {
    const coalition = await aCoalition(app, undefined, 'Niños & <Familias> Sanas');
    const lead = await coalition.as(Role.LEAD);
    await speak(lead, speaks);
    const input = { email, role: 'EDITOR', coalitionId: coalition.id, ...(language ? { language } : {}) };
    await app.data(lead, INVITE, { input });
    return mailOf(email);
  };

  it('is written in the language of whoever invites, or the one that they name', async () => {
    expect((await letter(anAddress(), 'EN')).headers['subject']).toBe(ENGLISH);
    expect((await letter(anAddress(), 'ES')).headers['subject']).toBe(SPANISH);
    expect((await letter(anAddress(), 'EN', 'ES')).headers['subject']).toBe(SPANISH);
    expect((await letter(anAddress(), 'ES', 'EN')).headers['subject']).toBe(ENGLISH);
  });

  it('is written in their own language to who has an account, unless another is named', async () => {
    const person = await aPerson(app);
    await speak(person, 'ES');
    expect((await letter(person.email, 'EN')).headers['subject']).toBe(SPANISH);
    expect((await letter(person.email, 'EN', 'EN')).headers['subject']).toBe(ENGLISH);
  });

  it('leaves its language to the account that it becomes', async () => {
    const network = await aNetwork(app);
    const leadEmail = anAddress();
    const create =
      'mutation ($input: CreateCoalitionInput!) { createCoalition(input: $input) { coalitionId } }';
    const input = { network: network.slug, name: 'Familias del Río', leadEmail, language: 'ES' };
    await app.data(await network.as(Role.NETWORK_ADMIN), create, { input });

    const mail = await mailOf(leadEmail);
    expect(mail.text).toContain(
      'Ha recibido una invitación a Coalition Landscape como líder de una coalición: Familias del Río.',
    );
    const { data } = await accept(app, await tokenFor(app, leadEmail));
    const accepted = { token: data!.acceptInvitation.accessToken as string } as Person;
    expect((await app.data(accepted, '{ viewer { language } }')).viewer).toEqual({ language: 'ES' });
  });

  it('is a text and the same as HTML, with names as people wrote them', async () => {
    const email = anAddress();
    const { headers, text, html } = await letter(email, 'ES');
    const link = `${PUBLIC_URL}/invitation?language=ES#${await tokenFor(app, email)}`;
    expect(headers['content-type']).toContain('multipart/alternative');
    expect(text).toContain('con permiso para editar una coalición: Niños & <Familias> Sanas.');
    expect(text).toContain(`    ${link}\n`);
    expect(html).toContain('<html lang="es">');
    expect(html).toContain('una coalición: Niños &amp; &lt;Familias&gt; Sanas.');
    expect(html).toContain(`<a href="${link}"`);
  });

  it('leads to PUBLIC_URL, whatever address the request came by', async () => {
    const coalition = await aCoalition(app);
    const lead = await coalition.as(Role.LEAD);
    const email = anAddress();
    const answer = await app.http
      .post('/graphql')
      .set({ authorization: `Bearer ${lead.token}`, host: 'evil.example.net' })
      .set({ 'x-forwarded-host': 'evil.example.net', forwarded: 'host=evil.example.net' })
      .set({ origin: 'https://evil.example.net', referer: 'https://evil.example.net/' })
      .send({ query: INVITE, variables: { input: { email, role: 'VIEWER', coalitionId: coalition.id } } });
    expect(answer.body.errors).toBeUndefined();

    const { headers, text, html } = await mailOf(email);
    const all = `${JSON.stringify(headers)}${text}${html}`;
    expect(all).not.toContain('evil');
    const addresses = [...all.matchAll(/https?:\/\/[^/\s"]+/g)].map(([found]) => found);
    expect(addresses.length).toBeGreaterThan(3);
    expect(new Set(addresses)).toEqual(new Set([PUBLIC_URL]));
  });
});
