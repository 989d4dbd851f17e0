import { applied, asks, mutants } from './mutants.ts';
import { principals } from './principals.ts';
import { Run, tell } from './run.ts';
import { World } from './world.ts';

let world: World;
let run: Run;

beforeAll(async () => {
  world = await World.create();
  run = await Run.start(world);
});

afterAll(async () => {
  await run.end();
  await world.drop();
});

describe('The API, to everybody', () => {
  it('keeps tenants apart on every way, in every argument, with every id and in every mutation', async () => {
    const findings = run.findings();
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    const so = (part: string): boolean =>
      tell(`${part}: ${findings.summary} after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const reading = await run.reads(findings);
    so('reads');
    const variants = await run.variants(findings);
    so(`and ${variants.fields.size} fields with arguments`);
    const cursors = await run.cursors(findings);
    so(`and ${cursors.collected} cursors`);
    await run.ids(findings);
    so('and ids');
    const mutating = await run.mutations(findings);
    so(`and mutations, ${mutating.restored} undone`);
    await run.positions(findings);
    so('and ids in inputs');
    const { user, system } = process.cpuUsage(cpu);
    tell(`${((user + system) / 1e6).toFixed(0)} s of processor in this process`);

    expect(findings.faults.slice(0, 50)).toEqual([]);
    expect(mutating.neverDone()).toEqual([]);
    const cells = reading.cells(principals);
    tell(`fields by person: ${cells.decided} cells decided, ${cells.open.length} open`);
    expect(cells.open.slice(0, 50)).toEqual([]);
    expect(findings.calls).toBeGreaterThanOrEqual(20_000);
  });

  it('is found fault with when a protection is taken away', async () => {
    const untouched = run.findings();
    for (const ask of asks) await ask(run, untouched);
    expect(untouched.faults).toEqual([]);

    const survivors: string[] = [];
    for (const mutant of mutants) {
      const faulty = await Run.start(world);
      const findings = faulty.findings();
      try {
        await applied(mutant, faulty.database.adminUrl);
        await mutant.ask(faulty, findings);
      } finally {
        await faulty.end();
      }
      if (findings.faults.length === 0) survivors.push(mutant.name);
    }
    tell(`killed ${mutants.length - survivors.length} of ${mutants.length} mutants of the API`);
    expect(survivors).toEqual([]);
  });
});
