import { keyMutants } from './key-mutants.ts';
import { applied, mutants } from './mutants.ts';
import { routeMutants } from './route-mutants.ts';
import { Run, tell } from './run.ts';
import { World } from './world.ts';

const all = [...mutants, ...keyMutants, ...routeMutants];
/** Of a world that has no mutant nobody may find fault with any of it. */
const asks = new Set(all.map(({ ask }) => ask));

let world: World;

beforeAll(async () => {
  world = await World.create();
});

afterAll(() => world.drop());

describe('The matrix over the API', () => {
  it('finds no fault with a world that has none', async () => {
    const run = await Run.start(world);
    const findings = run.findings();
    try {
      for (const ask of asks) await ask(run, findings);
    } finally {
      await run.end();
    }
    tell(`without a mutant: ${findings.summary}`);
    expect(findings.faults.slice(0, 20)).toEqual([]);
  });

  it('notices each protection that is taken away', async () => {
    const survivors: string[] = [];
    for (const mutant of all) {
      const run = await Run.start(world);
      const findings = run.findings();
      try {
        run.calling.enough = () => findings.faults.length > 0;
        await applied(mutant, run.database.adminUrl);
        await mutant.ask(run, findings);
      } finally {
        await run.end();
      }
      tell(`${mutant.name}: ${findings.faults[0]?.slice(0, 160) ?? 'nobody noticed'}`);
      if (findings.faults.length === 0) survivors.push(mutant.name);
    }
    tell(`killed ${all.length - survivors.length} of ${all.length} mutants of the API`);
    expect(survivors).toEqual([]);
  });
});
