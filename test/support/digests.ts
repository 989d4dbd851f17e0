import { DigestsService } from '../../src/digests/digests.service.ts';
import { Role } from '../../src/platform/graphql/allow.ts';
import type { Person, TestApp } from './app.ts';
import type { TestCoalition } from './fixtures.ts';
import { delivered, mailsTo, type SentMail } from './outbox.ts';

/** A week has passed for them since their last mail. */
export const weekLater = (app: TestApp, ...people: Person[]): Promise<unknown> =>
  app.database.rows(
    `update access.accounts set digest_due_at = now(), digest_since = now() - interval '7 days' where id = any ($1)`,
    [people.map(({ accountId }) => accountId)],
  );

/** Their weekly mail, a week after the last one; undefined when there is none. */
export async function digestFor(app: TestApp, person: Person): Promise<SentMail | undefined> {
  const before = mailsTo(app, person.email).length;
  await weekLater(app, person);
  await app.nest.get(DigestsService).writeDue();
  await delivered(app);
  const mails = mailsTo(app, person.email);
  if (mails.length > before + 1) throw new Error('More than one mail a week');
  return mails.length > before ? mails.at(-1) : undefined;
}

export const speak = (app: TestApp, person: Person, language: 'EN' | 'ES'): Promise<unknown> =>
  app.database.rows('update access.accounts set language = $2 where id = $1', [person.accountId, language]);

/** As if what was published, confirmed and saved up to now had been so many days earlier. */
export async function daysPass(app: TestApp, coalition: TestCoalition, days: number): Promise<void> {
  const earlier = (column: string): string => `${column} = ${column} - make_interval(days => $2)`;
  const of = [coalition.key, days];
  const statements = [
    `update published.coalitions set ${earlier('published_at')}, verified_on = verified_on - $2::int where id = $1`,
    `update published.strategies set ${earlier('published_at')} where coalition_id = $1`,
    `update published.tombstones set ${earlier('since')} where coalition_id = $1`,
    `update private.profiles set ${earlier('changed_at')}, verified_on = verified_on - $2::int where coalition_id = $1`,
    `update private.strategies set ${earlier('changed_at')} where coalition_id = $1`,
    `update access.corrections set ${earlier('created_at')} where coalition_id = $1`,
  ];
  for (const statement of statements) await app.database.rows(statement, of);
}

/** Somebody who reads a coalition, and so gets the news of its network and no duties. */
export const aReader = (coalition: TestCoalition): Promise<Person> => coalition.as(Role.VIEWER);
