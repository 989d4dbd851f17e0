import { readingSubjects } from './reads.ts';
import type { Subject } from './subject.ts';
import type { World } from './world.ts';

/** All that is measured, in the order of the table. */
export const subjectsOf = (world: World): Subject[] => [...readingSubjects(world)];
