import type { TestApp } from './app.ts';
import { delivered, mailsTo, type SentMail } from './outbox.ts';

/** Waits until what was asked for has become letters, or none, and these are delivered. */
export async function answered(app: TestApp): Promise<void> {
  const waiting = 'select 1 from access.account_requests';
  for (let tries = 0; (await app.database.rows(waiting)).length > 0; tries++) {
    if (tries > 400) throw new Error('A request was not answered');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await delivered(app);
}

export async function lettersTo(app: TestApp, address: string): Promise<SentMail[]> {
  await answered(app);
  return mailsTo(app, address);
}

export const subjectsTo = async (app: TestApp, address: string): Promise<string[]> =>
  (await lettersTo(app, address)).map(({ headers }) => headers['subject']!);

export const tokenIn = (mail: SentMail | undefined): string => {
  const token = /^ {4}([\w-]{43})$/m.exec(mail?.text ?? '')?.[1];
  if (!token) throw new Error('There is no token in this letter');
  return token;
};
