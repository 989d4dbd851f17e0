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

describe('The routes beside GraphQL', () => {
  it('tell everybody what is theirs, and change nothing of others', async () => {
    const findings = run.findings();
    const began = performance.now();
    await run.routes(findings);
    tell(`routes: ${findings.summary}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
    expect(findings.faults.slice(0, 40)).toEqual([]);
  });
});
