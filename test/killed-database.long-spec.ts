import { KilledDatabase, type Toll } from './support/killed-database.ts';

const KILLS = 20;
const WRITERS = 16;
/** Of the database that forgets. */
const CONTROL_KILLS = 3;

const tell = (what: string, kills: number, toll: Toll): boolean =>
  process.stdout.write(
    `${what}, ${kills} kills: ${toll.acknowledged} acknowledged, ${toll.lost} lost; ${toll.inDoubt} in doubt (${toll.doubtsDone} had been done), retried once: ${JSON.stringify(toll.retries)}, ${toll.unresolved} unresolved; ${toll.refused} refused, ${toll.halfDone} of them done\n`,
  );

describe('A database that is killed again and again while people write', () => {
  let database: KilledDatabase;

  afterEach(() => database.stop());

  it('loses nothing that it acknowledged, and one retry under the key resolves every doubt', async () => {
    database = await KilledDatabase.start(WRITERS);
    for (let round = 0; round < KILLS; round++) await database.round(1_500 + 150 * round);

    const toll = await database.toll();
    tell('as it is', KILLS, toll);
    const { acknowledged, lost, twice, halfDone, unresolved, retries } = toll;
    expect(acknowledged).toBeGreaterThan(1_000);
    expect({ lost, twice, halfDone, unresolved }).toEqual({ lost: 0, twice: 0, halfDone: 0, unresolved: 0 });
    expect(Object.keys(retries).filter((code) => code !== 'done')).toEqual([]);
  });

  it('is seen to lose what it acknowledged when it does so before it is on disk', async () => {
    database = await KilledDatabase.start(WRITERS, { forgetful: true });
    for (let round = 0; round < CONTROL_KILLS; round++) await database.round(1_000);

    const toll = await database.toll();
    tell('the control, which forgets', CONTROL_KILLS, toll);
    expect(toll.lost).toBeGreaterThan(0);
  });
});
