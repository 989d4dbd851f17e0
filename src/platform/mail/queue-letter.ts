import type { RequestContext } from '../graphql/ctx.ts';
import { asHtml, asText, type Letter, oneLine } from './letter.ts';

/** A row of the operation's own transaction: what is not saved is not told. */
export async function queueLetter(ctx: RequestContext, address: string, letter: Letter): Promise<void> {
  ctx.hasMail = true;
  await ctx.sql('queue_mail', 'select access.queue_mail($1, $2, $3, $4)', [
    ...[address.trim(), oneLine(letter.subject), asText(letter), asHtml(letter)],
  ]);
}
