import { fileSubject } from './files.ts';
import { readingSubjects } from './reads.ts';
import type { Subject } from './subject.ts';
import type { World } from './world.ts';
import { writingSubjects } from './writes.ts';

/** All that is measured, in the order of the table. */
export const subjectsOf = async (world: World): Promise<Subject[]> => [
  ...readingSubjects(world),
  ...(await writingSubjects(world)),
  fileSubject(world),
];
