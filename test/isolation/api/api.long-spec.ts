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
    let told = 0;
    const so = (part: string): void => {
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      tell(
        [`${part}: ${findings.summary}, ${seconds} s`, ...findings.faults.slice(told, told + 40)].join('\n'),
      );
      told = findings.faults.length;
    };
    const reading = await run.reads(findings);
    so('every way');
    const cells = reading.cells(principals);
    tell(`fields by person: ${cells.decided} cells decided, ${cells.open.length} open`);
    const mutating = await run.mutations(findings);
    so(`and mutations, ${mutating.restored} undone`);
    await run.positions(findings);
    so('and ids in inputs');
    await run.ids(findings);
    so('and ids of queries');
    const cursors = await run.cursors(findings);
    so(`and ${cursors.collected} cursors`);
    const variants = await run.variants(findings);
    so(`and ${variants.fields.size} fields with arguments`);
    const { user, system } = process.cpuUsage(cpu);
    tell(`${((user + system) / 1e6).toFixed(0)} s of processor, server and caller`);

    expect(findings.faults.slice(0, 50)).toEqual([]);
    expect(mutating.neverDone()).toEqual([]);
    expect(cells.open.slice(0, 50)).toEqual([]);
    expect(findings.calls).toBeGreaterThanOrEqual(20_000);
  });
});
