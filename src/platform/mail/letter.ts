import { html, type Html } from '../http/html.ts';
import { type Language, LANGUAGE_TAGS } from '../language.ts';

/** With the page that it is about, where there is one. */
export type LetterItem = string | { readonly text: string; readonly url: string };

/** A list under a heading. */
export interface LetterSection {
  readonly heading: string;
  readonly items: readonly LetterItem[];
}

/** A mail as its parts, from which both of its forms are made. Links begin with PUBLIC_URL and nothing else. */
export interface Letter {
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly sections?: readonly LetterSection[];
  readonly action?: { readonly label: string; readonly url: string };
  /** For whose mail program opens no link: what to do with it, and the token. */
  readonly secret?: { readonly label: string; readonly value: string };
  /** In small print. */
  readonly footer?: readonly string[];
  /** Below everything, for what nobody asked for by hand. */
  readonly unsubscribe?: { readonly label: string; readonly url: string };
}

/** Names come from people: within a letter they begin no line, end no header and turn no direction of writing. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();

export function asText(letter: Letter): string {
  const { action, secret, footer = [], unsubscribe } = letter;
  const blocks = [
    ...letter.paragraphs.map(oneLine),
    ...(letter.sections ?? []).map(({ heading, items }) =>
      [
        oneLine(heading),
        ...items.map(
          (item) => `- ${typeof item === 'string' ? oneLine(item) : `${oneLine(item.text)}: ${item.url}`}`,
        ),
      ].join('\n'),
    ),
    ...(action ? [`${oneLine(action.label)}:`, `    ${action.url}`] : []),
    ...(secret ? [oneLine(secret.label), `    ${secret.value}`] : []),
    ...footer.map(oneLine),
    ...(unsubscribe ? [`${oneLine(unsubscribe.label)}: ${unsubscribe.url}`] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const BODY = 'margin:0;padding:24px 12px;background:#f4f1e8;color:#222;font:16px/1.5 system-ui,sans-serif';
const SHEET = 'max-width:34rem;margin:0 auto;padding:24px;background:#fff;border-radius:6px';
const BUTTON =
  'display:inline-block;padding:12px 20px;background:#1d4f5c;color:#fff;border-radius:4px;text-decoration:none';
const TOKEN = 'font:15px/1.5 ui-monospace,monospace;word-break:break-all;background:#f4f1e8;padding:8px 12px';
const SMALL = 'font-size:14px;color:#555';

/** Nothing in it comes from elsewhere: no picture, no font, no script, so that opening it tells nobody. */
export function asHtml(letter: Letter): string {
  const { action, secret, footer = [], unsubscribe } = letter;
  return html`<!doctype html>
<html lang="${LANGUAGE_TAGS[letter.language]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${oneLine(letter.subject)}</title></head>
<body style="${BODY}"><main style="${SHEET}">
<h1 style="font-size:22px;line-height:1.25;margin:0 0 16px">${oneLine(letter.subject)}</h1>
${letter.paragraphs.map((text) => html`<p>${oneLine(text)}</p>\n`)}
${(letter.sections ?? []).map(section)}
${action ? html`<p><a href="${action.url}" style="${BUTTON}">${oneLine(action.label)}</a></p>` : null}
${secret ? html`<p>${oneLine(secret.label)}</p><p style="${TOKEN}">${secret.value}</p>` : null}
${footer.map((text) => html`<p style="${SMALL}">${oneLine(text)}</p>`)}
${unsubscribe ? html`<p style="${SMALL}"><a href="${unsubscribe.url}">${oneLine(unsubscribe.label)}</a></p>` : null}
</main></body>
</html>
`.text;
}

const itemOf = (item: LetterItem): Html | string =>
  typeof item === 'string' ? oneLine(item) : html`<a href="${item.url}">${oneLine(item.text)}</a>`;

const section = ({ heading, items }: LetterSection): Html =>
  html`<h2 style="font-size:17px;margin:20px 0 4px">${oneLine(heading)}</h2>
<ul style="margin:0;padding-left:20px">${items.map((item) => html`<li>${itemOf(item)}</li>`)}</ul>`;
