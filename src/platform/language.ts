import { registerEnumType } from '@nestjs/graphql';

/** In which letters and the pages behind their links are written. */
export enum Language {
  EN = 'EN',
  ES = 'ES',
}

registerEnumType(Language, {
  name: 'Language',
  description: 'In which mails and the pages behind their links are written.',
  valuesMap: {
    EN: { description: 'English.' },
    ES: { description: 'Spanish.' },
  },
});

/** The same in each language, so that none can be forgotten. */
export type Words = Readonly<Record<Language, string>>;

/** As `lang` attributes have it. */
export const LANGUAGE_TAGS = { EN: 'en', ES: 'es' } as const;

/** What the address asks for, else what the browser prefers; English where it has neither. */
export function languageFor(asked: unknown, accepted: string | undefined): Language {
  const preferred = (accepted ?? '').split(',').map((part) => part.trim().slice(0, 2).toUpperCase());
  const [found] = [String(asked).toUpperCase(), ...preferred].filter((tag) => tag in Language);
  return (found as Language | undefined) ?? Language.EN;
}
