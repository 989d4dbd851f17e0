import { Role } from '../src/platform/graphql/allow.ts';
import { type Person, TestApp } from './support/app.ts';
import { daysPass, digestFor, speak } from './support/digests.ts';
import { aPublishedCoalition, save, type TestCoalition } from './support/fixtures.ts';
import { publishStrategy, saveStrategy, towards } from './support/strategies.ts';

const SUGGEST = 'mutation ($input: SuggestCorrectionInput!) { suggestCorrection(input: $input) }';

describe('What waits, in the weekly mail', () => {
  let app: TestApp;
  let coalition: TestCoalition & { lead: Person };

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    coalition = await aPublishedCoalition(app, {}, undefined, 'Toe River');
    await daysPass(app, coalition, 30);
  });

  const duties = async (person: Person): Promise<string[]> =>
    [...((await digestFor(app, person))?.text ?? '').matchAll(/^- (.*)$/gm)].map(([, line]) => line!);

  const correct = () =>
    app.data(null, SUGGEST, { input: { coalitionId: coalition.id, text: 'The county is another one.' } });

  const dayOf = async (statement: string, tag = 'en'): Promise<string> => {
    const [row] = await app.database.rows<{ day: Date }>(statement, [coalition.key]);
    return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(row!.day);
  };

  it('is corrections that people suggest, for who can look at them', async () => {
    await correct();
    const one = 'Toe River: a correction that somebody suggests waits to be looked at';
    expect(await duties(coalition.lead)).toEqual([one]);
    expect(await duties(await coalition.as(Role.EDITOR))).toEqual([one]);
    expect(await duties(await coalition.as(Role.VIEWER))).toEqual([]);
    await correct();
    await speak(app, coalition.lead, 'ES');
    expect(await duties(coalition.lead)).toEqual([
      'Toe River: hay 2 correcciones propuestas pendientes de revisar',
    ]);
    await app.database.rows(`update access.corrections set status = 'DISMISSED' where coalition_id = $1`, [
      coalition.key,
    ]);
    expect(await duties(coalition.lead)).toEqual([]);
  });

  it("is corrections of a network's unclaimed entries, for its staff", async () => {
    await correct();
    const admin = await coalition.network.as(Role.NETWORK_ADMIN);
    expect(await duties(admin)).toEqual([]);
    await app.database.rows('update access.coalitions set claimed = false where id = $1', [coalition.key]);
    expect(await duties(admin)).toEqual([
      `Network ${coalition.network.slug}: a correction that somebody suggests waits to be looked at`,
    ]);
    expect(await duties(await coalition.network.as(Role.RESEARCHER))).toEqual([]);
  });

  it.each(['profile', 'strategy'])(
    'is changes of the %s that are a week old and not published',
    async (which) => {
      const { lead } = coalition;
      const table = which === 'profile' ? 'private.profiles' : 'private.strategies';
      if (which === 'profile') await save(app, lead, coalition, { summary: 'Not public yet' });
      else await saveStrategy(app, lead, coalition, towards('G1'));
      expect(await duties(lead)).toEqual([]);
      await daysPass(app, coalition, 6);
      expect(await duties(lead)).toEqual([]);
      await daysPass(app, coalition, 2);
      const day = await dayOf(`select changed_at as day from ${table} where coalition_id = $1`);
      expect(await duties(lead)).toEqual([`Toe River: changes of ${day} are not published yet`]);
      expect(await duties(await coalition.as(Role.VIEWER))).toEqual([]);
      if (which === 'strategy') {
        await publishStrategy(app, lead, coalition, towards('G1'));
        await daysPass(app, coalition, 8);
        expect(await duties(lead)).toEqual([]);
      }
    },
  );

  it('is a profile that nobody has confirmed for twelve months', async () => {
    await app.database.rows(
      'update published.coalitions set verified_on = published_at::date where id = $1',
      [coalition.key],
    );
    await daysPass(app, coalition, 333);
    expect(await duties(coalition.lead)).toEqual([]);
    await daysPass(app, coalition, 5);
    const due = `select verified_on + interval '12 months' as day from published.coalitions where id = $1`;
    expect(await duties(coalition.lead)).toEqual([
      `Toe River: since ${await dayOf(due)}, the profile waits for somebody to confirm that it is still true`,
    ]);
    await speak(app, coalition.lead, 'ES');
    expect(await duties(coalition.lead)).toEqual([
      `Toe River: desde el ${await dayOf(due, 'es')}, falta que alguien confirme que el perfil sigue siendo correcto`,
    ]);
  });

  it('is told again beside something new, and is no reason to write a second time', async () => {
    await correct();
    await daysPass(app, coalition, 3);
    expect(await duties(coalition.lead)).toHaveLength(1);
    await daysPass(app, coalition, 7);
    expect(await duties(coalition.lead)).toEqual([]);
    await aPublishedCoalition(app, {}, coalition.network, 'Something New');
    expect(await duties(coalition.lead)).toEqual([
      'Toe River: a correction that somebody suggests waits to be looked at',
      expect.stringContaining('Something New is published for the first time'),
    ]);
  });

  it('is nothing in a coalition that is closed', async () => {
    await save(app, coalition.lead, coalition, { summary: 'Never published' });
    await daysPass(app, coalition, 8);
    await app.database.rows(`update access.coalitions set status = 'ARCHIVED' where id = $1`, [
      coalition.key,
    ]);
    expect(await duties(coalition.lead)).toEqual([]);
  });
});
