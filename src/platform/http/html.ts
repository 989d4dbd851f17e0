const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe as it stands, because `html` made it. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | null | undefined | readonly Part[];

/** Whatever is put in is escaped, unless it is itself made by `html`; nothing becomes of null. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(strings.reduce((text, string, i) => text + render(parts[i - 1]) + string));

const render = (part: Part): string => {
  if (part === null || part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"']/g, (c) => ESCAPES[c]!);
  return part.map(render).join('');
};

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}
h1{line-height:1.2}dt{font-weight:600;margin-top:.75rem}dd{margin:0}.note{background:#f4f1e8;padding:.5rem 1rem}
label{display:block;font-weight:600;margin-top:1rem}input{font:inherit;width:100%;box-sizing:border-box;padding:.5rem}
button{font:inherit;margin:1rem 0;padding:.6rem 1.2rem;background:#1d4f5c;color:#fff;border:0;border-radius:4px}
small{display:block;color:#555}[role=alert]{background:#fbe9e7;padding:.5rem 1rem}[hidden]{display:none}`;

/** Pages need no script and no foreign file. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** In a language other than English where `lang` says so. */
export const page = (title: string, body: Html, lang = 'en'): string =>
  html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`.text;
