import { Asker } from '../machine/asking.ts';
import type { Contender, Subject } from './subject.ts';

/** What the contenders of each subject do not agree about: each is asked once. */
export async function differencesOf(
  subjects: readonly Subject[],
  portOf: (contender: Contender) => number,
): Promise<string[]> {
  const different: string[] = [];
  const server = new Asker(portOf('server'), 1);
  for (const subject of subjects) {
    const found = await subject.compare(async (contender, call) => {
      const asker = new Asker(portOf(contender), 1);
      return (await asker.ask(call).finally(() => asker.close())).body;
    }, server);
    different.push(...found);
  }
  server.close();
  return different;
}
