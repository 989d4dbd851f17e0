import { endingsOfRights, endsAtOnce } from './support/ended-rights.ts';
import { SeveralServers } from './support/several-servers.ts';

const TIMES = 500;

describe('Rights that end, at two server processes in turn', () => {
  let several: SeveralServers;

  beforeAll(async () => {
    several = await SeveralServers.start(2, { RATE_LIMITS: 'off' });
  });
  afterAll(() => several.stop());

  it('are refused to the very next request, 500 times of 500', async () => {
    const kinds = (await endingsOfRights(several)).flatMap((ending) =>
      ending.uses.map((use) => [ending, use] as const),
    );
    const accepted: string[] = [];
    for (let time = 0; time < TIMES; time++) {
      const [ending, use] = kinds[time % kinds.length]!;
      if (!(await endsAtOnce(ending, use))) accepted.push(`to ${use} after ${ending.name}`);
    }
    console.log(
      `${kinds.length} kinds of right and use: ${TIMES - accepted.length} of ${TIMES} refused at once`,
    );
    expect(accepted).toEqual([]);
  });
});
