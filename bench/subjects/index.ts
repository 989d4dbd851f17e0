import { fileSubject } from './files.ts';
import { Leads } from './leads.ts';
import { publishingSubject } from './publishing.ts';
import { readingSubjects } from './reads.ts';
import { savingSubject } from './saving.ts';
import { signingInSubject } from './signing-in.ts';
import type { Subject } from './subject.ts';
import type { World } from './world.ts';

/** All that is measured, in the order of the table. */
export async function subjectsOf(world: World): Promise<Subject[]> {
  const leads = new Leads(world);
  return [
    ...readingSubjects(world),
    savingSubject(world, leads),
    publishingSubject(world, leads),
    await signingInSubject(world),
    fileSubject(world),
  ];
}
