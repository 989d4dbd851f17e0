import { Role } from '../src/platform/graphql/allow.ts';
import { TestApp } from './support/app.ts';
import { aCoalition, aPerson, PASSWORD } from './support/fixtures.ts';
import { anAddress, invited } from './support/invitations.ts';
import { OpenedPage } from './support/token-page.ts';

const PAGE = '/invitation';
const [NEW, SIGNED_IN] = [0, 1];

describe('The page behind the link of an invitation', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const anInvitation = async (email = anAddress()) => {
    const coalition = await aCoalition(app);
    return invited(app, await coalition.as(Role.LEAD), coalition, Role.EDITOR, email);
  };

  const membershipsOf = (email: string) =>
    app.database.rows(
      `select a.display_name as name, m.role from access.accounts a join access.memberships m on m.account_id = a.id
       where a.email = $1`,
      [email],
    );
  const openSessions = (email: string) =>
    app.database.rows(
      `select 1 from access.sessions s join access.accounts a on a.id = s.account_id
       where a.email = $1 and s.ended_at is null`,
      [email],
    );

  it('lets somebody new in with a name and a password, and keeps no session of theirs', async () => {
    const { email, token } = await anInvitation();
    const page = await OpenedPage.open(app, PAGE, token);
    expect(page.byId('token-field').hidden).toBe(true);

    await page.submit(NEW, { displayName: 'Inés Robledo', password: PASSWORD });

    expect([page.main.hidden, page.byId('done').hidden, page.byId('done').focused]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await membershipsOf(email)).toEqual([{ name: 'Inés Robledo', role: 'EDITOR' }]);
    expect(await openSessions(email)).toEqual([]);
  });

  it('lets an account take another role by signing in', async () => {
    const person = await aPerson(app);
    await app.database.rows('update access.sessions set ended_at = now() where id = $1', [person.sessionId]);
    const { token } = await anInvitation(person.email);
    const page = await OpenedPage.open(app, PAGE, token);

    await page.submit(NEW, { displayName: 'Somebody', password: PASSWORD });
    expect(page.byId('problem').textContent).toContain('this address has an account already');
    await page.submit(SIGNED_IN, { email: person.email, password: PASSWORD });

    expect(page.byId('done').hidden).toBe(false);
    expect(await membershipsOf(person.email)).toEqual([{ name: person.displayName, role: 'EDITOR' }]);
    expect(await openSessions(person.email)).toEqual([]);
  });

  it('says in its language what to do when it did not work, and leaves no session then either', async () => {
    const stranger = await aPerson(app);
    await app.database.rows('update access.sessions set ended_at = now() where id = $1', [
      stranger.sessionId,
    ]);
    const { token } = await anInvitation();
    const page = await OpenedPage.open(app, `${PAGE}?language=ES`, token);

    await page.submit(SIGNED_IN, { email: stranger.email, password: PASSWORD });
    expect(page.byId('problem').textContent).toContain('Este enlace es para otra dirección');
    expect(await openSessions(stranger.email)).toEqual([]);
    await page.submit(NEW, { displayName: 'Somebody', password: 'short' });
    expect(page.byId('problem').textContent).toContain('Revise cada campo');
    await page.submit(NEW, { displayName: 'Somebody', password: PASSWORD });

    const again = await OpenedPage.open(app, `${PAGE}?language=ES`, token);
    await again.submit(NEW, { displayName: 'Somebody', password: PASSWORD });
    expect(again.byId('problem').textContent).toContain('Este enlace ya no es válido');
  });

  it('asks for the token when the link was cut off', async () => {
    const { email, token } = await anInvitation();
    const page = await OpenedPage.open(app, PAGE, '');
    expect(page.byId('token-field').hidden).toBe(false);
    page.byId('token').value = ` ${token} `;
    await page.submit(NEW, { displayName: 'Ana', password: PASSWORD });
    expect(await membershipsOf(email)).toHaveLength(1);
  });

  it('is in the language that the link, or else the browser, names; the other is one click away, with the token', async () => {
    const shown = async (query: string, accepted = '') =>
      (await app.http.get(`${PAGE}${query}`).set('accept-language', accepted)).text;
    expect(await shown('')).toContain('<html lang="en">');
    expect(await shown('', 'es-MX,es;q=0.9,en;q=0.8')).toContain('<html lang="es">');
    expect(await shown('?language=EN', 'es')).toContain('<html lang="en">');
    expect(await shown('?language=ES')).toContain('<h1>Su invitación</h1>');
    expect(await shown('?language=%22%3E%3Cscript%3E', 'fr,de')).toContain('<html lang="en">');
    const page = await OpenedPage.open(app, PAGE, 'a-token');
    expect(page.links).toEqual(['/invitation?language=ES#a-token']);
  });

  it('runs its own script, talks to its own server, and sends no form by itself', async () => {
    const { headers, text } = await app.http.get(PAGE);
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(text).not.toMatch(/https?:|\son\w+=|<script>/);
    expect((await app.http.get('/token-page.js')).headers).toMatchObject({
      'content-type': expect.stringContaining('text/javascript'),
      'x-content-type-options': 'nosniff',
    });
  });
});
