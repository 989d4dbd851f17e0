import { type Answer, type TestApp } from './app.ts';
import { REFUSALS } from './closed-codes.ts';

/** What only the inside knows. Hostile inputs shall hold none of it, so that an echo is not taken for it. */
const INSIDE = [
  ...[
    /\n\s+at /,
    /\.(ts|js):\d+/,
    /node_modules|\/src\/|\/dist\//,
    /\b(Type|Range|Reference)Error\b|QueryFailed/,
  ],
  ...[
    /\bselect\b.*\bfrom\b/is,
    /insert into|update \w+ set|delete from/i,
    /relation "|column "|function "|operator does/,
  ],
  ...[/violates|near "|invalid input syntax|invalid byte|out of range for type/],
  ...[/\b(access|audit|private|published|reference)\.\w/, /registry_\w|pg_\w/, /did you mean/i],
];

/** Of an answer to what nobody should send: the code of its first error, once all of them are found to be closed. */
export type Closed = (answer: Answer, told: object) => string | undefined;

/** A code of the list, the path of what is bad, and nothing of the inside: no stack, SQL, name, or suggestion of one. */
export async function closedAnswers(app: TestApp): Promise<Closed> {
  const names = await app.database.rows<{ name: string }>(
    `select conname as name from pg_constraint
     where connamespace <> 'pg_catalog'::regnamespace and conname not like '%not_null'
     union select indexrelid::regclass::text from pg_index
     where indrelid::regclass::text ~ '^(access|private|published|reference|audit)'`,
  );
  return ({ errors = [] }, told) => {
    const text = errors
      .map(({ message, extensions }) => `${message} ${JSON.stringify(extensions)}`)
      .join(' ');
    const plain = `${text} ${text.replaceAll('\\"', '"').replaceAll('\\n', '\n')}`;
    const leaks = [
      ...INSIDE.filter((inside) => inside.test(plain)),
      ...names.filter(({ name }) => plain.includes(name)),
    ];
    expect({ ...told, text: leaks.length > 0 ? text : '', leaks }).toMatchObject({ leaks: [] });
    for (const { message, extensions } of errors) {
      const sentences =
        extensions.code === 'BAD_USER_INPUT' ? Object.values(extensions.fields ?? {}) : ['None is needed.'];
      const said = sentences.length > 0 && sentences.every((sentence) => /^\S.*[.!?…]$/s.test(sentence));
      const answered = { ...told, message, code: extensions.code };
      expect({ ...answered, known: REFUSALS.includes(extensions.code), said }).toMatchObject({
        known: true,
        said: true,
      });
    }
    return errors[0]?.extensions.code;
  };
}
