import { runInNewContext } from 'node:vm';
import { DOMParser, type Element } from '@xmldom/xmldom';
import type { TestApp } from './app.ts';

/** As much of a browser as the page's script touches: its own elements, its address, and the server to ask. */
class Shown {
  hidden: boolean;
  value = '';
  textContent: string | null;
  disabled = false;
  focused = false;
  href: string;
  readonly dataset: Record<string, string>;
  readonly listeners: ((event: object) => void)[] = [];

  constructor(readonly element: Element) {
    this.hidden = element.hasAttribute('hidden');
    this.textContent = element.textContent;
    this.href = element.getAttribute('href') ?? '';
    this.dataset = Object.fromEntries(
      [...element.attributes]
        .filter(({ name }) => name.startsWith('data-'))
        .map(({ name, value }) => [
          name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
          value,
        ]),
    );
  }

  addEventListener(_: string, listener: (event: object) => void): void {
    this.listeners.push(listener);
  }

  focus(): void {
    this.focused = true;
  }

  querySelector(): Shown {
    return new Shown(this.element);
  }
}

/** A page with a token behind its #, opened and with its script run. */
export class OpenedPage {
  private readonly shown = new Map<Element, Shown>();

  private constructor(
    private readonly app: TestApp,
    private readonly root: Element,
  ) {}

  static async open(app: TestApp, path: string, token: string): Promise<OpenedPage> {
    const { text } = await app.http.get(path);
    const wellFormed = text
      .replace(/^\s*<!doctype html>/i, '')
      .replace(/<(meta|input)([^>]*?)\s*\/?>/g, '<$1$2/>')
      .replace(/\s(hidden|required|data-keeps-token)(?=[\s/>])(?!=)/g, ' $1=""');
    const page = new OpenedPage(
      app,
      new DOMParser().parseFromString(wellFormed, 'text/xml').documentElement!,
    );
    const script = (await app.http.get('/token-page.js')).text;
    runInNewContext(script, page.browser(token));
    return page;
  }

  byId(id: string): Shown {
    return this.of(this.all('*').find((element) => element.getAttribute('id') === id)!);
  }

  get main(): Shown {
    return this.of(this.all('main')[0]!);
  }

  get links(): string[] {
    return this.all('a').map((link) => this.of(link).href);
  }

  /** Fills in one of the page's forms and sends it; resolves when the page shows what came of it. */
  async submit(form: number, values: Record<string, string>): Promise<void> {
    const element = this.all('form')[form]!;
    for (const input of [...element.getElementsByTagName('input')]) {
      const name = input.getAttribute('name')!;
      if (!(name in values)) throw new Error(`The form also asks for ${name}`);
      this.of(input).value = values[name]!;
    }
    const before = this.outcome();
    for (const listener of this.of(element).listeners) listener({ preventDefault: () => undefined });
    while (this.outcome() === before) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  private outcome(): string {
    return `${this.byId('problem').textContent}${this.byId('done').hidden}`;
  }

  private all(tag: string): Element[] {
    return [...this.root.getElementsByTagName(tag)];
  }

  private of(element: Element): Shown {
    if (!this.shown.has(element)) this.shown.set(element, new Shown(element));
    return this.shown.get(element)!;
  }

  private browser(token: string): object {
    const { app } = this;
    const shownInputs = (form: Shown): [string, string][] =>
      [...form.element.getElementsByTagName('input')].map((input) => [
        input.getAttribute('name')!,
        this.of(input).value,
      ]);
    return {
      document: {
        getElementById: (id: string) => this.byId(id),
        querySelector: () => this.main,
        querySelectorAll: () =>
          this.all('a')
            .filter((link) => link.hasAttribute('data-keeps-token'))
            .map((link) => this.of(link)),
        forms: this.all('form').map((form) => this.of(form)),
      },
      location: { hash: token === '' ? '' : `#${token}` },
      FormData: function (form: Shown) {
        return shownInputs(form);
      },
      fetch: async (path: string, { headers, body }: { headers: Record<string, string>; body: string }) => {
        const answer = await app.http.post(path).set(headers).send(body);
        return { json: () => Promise.resolve(answer.body as unknown) };
      },
    };
  }
}
