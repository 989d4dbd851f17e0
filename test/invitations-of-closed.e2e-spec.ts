import pg from 'pg';
import { digestOf } from '../src/identity/tokens.ts';
import { TestApp } from './support/app.ts';
import { isMissed } from './support/faults.ts';
import { aBoard, aCoalition } from './support/fixtures.ts';
import { accept, anAddress, codeOf } from './support/invitations.ts';
import { untilWaiting } from './support/waiting.ts';

type Place = 'coalition' | 'board';

const ENDED: [what: string, place: Place, sql: string][] = [
  ['a closed board', 'board', `update access.boards set status = 'CLOSED', closed_at = now() where id = $1`],
  ['an archived coalition', 'coalition', `update access.coalitions set status = 'ARCHIVED' where id = $1`],
  ['a merged coalition', 'coalition', `update access.coalitions set status = 'MERGED' where id = $1`],
];

/** Whoever closes a place takes its invitations back. One that is left all the same opens nothing. */
describe('An invitation to', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const sent = async (place: Place): Promise<{ token: string; key: string }> => {
    const email = anAddress();
    const { key } = await (place === 'board' ? aBoard(app) : aCoalition(app));
    const [role, column] = place === 'board' ? ['BOARD_MEMBER', 'board_id'] : ['LEAD', 'coalition_id'];
    await app.database.rows(
      `insert into access.invitations (digest, email, email_key, role, ${column}, expires_at)
       values ($1, $2, $2, $3, $4, now() + interval '1 day')`,
      [digestOf(email), email, role, key],
    );
    return { token: email, key };
  };

  it.each(ENDED)('%s is as one that was revoked', async (_, place, end) => {
    const unknown = await accept(app, 'a token of nobody', null, {});
    const asRevoked = async (): Promise<void> => {
      const { token, key } = await sent(place);
      await app.database.rows(end, [key]);
      expect(await accept(app, token, null, {})).toEqual(unknown);
      expect(await accept(app, token)).toEqual(unknown);
    };
    expect(codeOf(unknown)).toBe('NOT_FOUND');
    await asRevoked();
    const asked = `and coalesce(c.status, b.status, 'ACTIVE') = 'ACTIVE'`;
    expect(await isMissed(app, ['access.open_invitation', asked, ''], asRevoked)).toBe(true);
  });

  it.each(ENDED)('%s is taken by nobody, though it ends at that very moment', async (_, place, end) => {
    const takenByNobody = async (): Promise<void> => {
      const { token, key } = await sent(place);
      const ending = new pg.Client(app.database.migratorUrl);
      await ending.connect();
      try {
        await ending.query('begin');
        await ending.query(end, [key]);
        const accepting = accept(app, token);
        await Promise.race([untilWaiting(app), accepting]);
        await ending.query('commit');
        expect(codeOf(await accepting)).toBe('NOT_FOUND');
      } finally {
        await ending.end();
      }
      const left = 'select 1 from access.invitations where digest = $1 and accepted_at is null';
      expect(await app.database.rows(left, [digestOf(token)])).toHaveLength(1);
    };
    await takenByNobody();
    const held = 'if not access.hold_place(taken.coalition_id, taken.board_id) then return null; end if;';
    expect(await isMissed(app, ['access.accept_invitation', held, ''], takenByNobody)).toBe(true);
  });
});
