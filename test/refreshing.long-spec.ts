import type { Person } from './support/app.ts';
import { aPerson } from './support/fixtures.ts';
import { SeveralServers } from './support/several-servers.ts';
import {
  endings,
  holding,
  letPass,
  liveTokens,
  refreshed,
  refreshing,
  signIn,
} from './support/signing-in.ts';

const WHO = '{ viewer { email } }';

describe('Refresh tokens, at two server processes', () => {
  let several: SeveralServers;

  beforeAll(async () => {
    several = await SeveralServers.start(2, { RATE_LIMITS: 'off' });
  });
  afterAll(() => several.stop());

  const signedOut = async (person: Person): Promise<boolean> =>
    (await endings(several, person)).some((reason) => reason !== null);

  it('end their session when they come again after the grace, 100 times of 100', async () => {
    let ended = 0;
    for (let round = 0; round < 100; round++) {
      const person = await aPerson(several);
      const { refreshToken } = await signIn(several, person);
      const successor = await refreshed(several, refreshToken);
      await letPass(several, person, '21 seconds');
      await refreshing(several, refreshToken);
      const after = await Promise.all([
        several.graphql(holding(person, successor), WHO),
        refreshing(several, successor.refreshToken),
      ]);
      const refused = after.every(({ errors }) => errors?.[0]?.extensions.code === 'UNAUTHENTICATED');
      if (refused && (await signedOut(person))) ended++;
    }
    console.log(`replayed after the grace: ${ended} of 100 sessions ended`);
    expect(ended).toBe(100);
  });

  it('sign nobody out in 1,000 races of two tabs', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, () => aPerson(several)));
    let [races, forks, refusals] = [0, 0, 0];
    for (const person of people) {
      let { refreshToken } = await signIn(several, person);
      for (let race = 0; race < 50; race++, races++) {
        const tabs = await Promise.all([
          refreshing(several.servers[0]!, refreshToken),
          // The one at once, the next while the first is being answered, the next behind it.
          new Promise((resolve) => setTimeout(resolve, race % 5)).then(() =>
            refreshing(several.servers[1]!, refreshToken),
          ),
        ]);
        const given = tabs.map(({ data }) => data?.refreshSession?.refreshToken as string | undefined);
        refusals += given.filter((token) => token === undefined).length;
        if (given[0] !== given[1] || (await liveTokens(several, person)) !== 1) forks++;
        refreshToken = given[0] ?? given[1]!;
      }
    }
    const logouts = (await Promise.all(people.map(signedOut))).filter(Boolean).length;
    console.log(`${races} races of two tabs: ${refusals} refusals, ${forks} forks, ${logouts} logouts`);
    expect([races, refusals, forks, logouts]).toEqual([1_000, 0, 0, 0]);
  });

  it('have one successor for 200 who ask two servers at once', async () => {
    const person = await aPerson(several);
    const { refreshToken } = await signIn(several, person);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => refreshed(several.servers[i % 2]!, refreshToken)),
    );
    expect(new Set(answers.map((answer) => answer.refreshToken)).size).toBe(1);
    expect([await liveTokens(several, person), await signedOut(person)]).toEqual([1, false]);
  });
});
