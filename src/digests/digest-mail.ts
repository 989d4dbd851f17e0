import { Language, LANGUAGE_TAGS } from '../platform/language.ts';
import type { Letter, LetterItem, LetterSection } from '../platform/mail/letter.ts';
import type { DigestFacts, Duty, NetworkNews } from './digest-facts.service.ts';
import type { NewsKind } from './digests.queries.ts';

export interface DigestLetterFacts extends DigestFacts {
  publicUrl: string;
  unsubscribeUrl: string;
}

/** The order in which they are told. */
const KINDS: readonly NewsKind[] = [
  ...(['PUBLISHED', 'CHANGED', 'STRATEGY', 'VERIFIED', 'MERGED', 'UNPUBLISHED', 'ARCHIVED'] as const),
];

type Say = (name: string, target: string | null) => string;

const NEWS: Record<Language, Record<NewsKind, Say>> = {
  EN: {
    PUBLISHED: (name) => `${name} is published for the first time`,
    CHANGED: (name) => `${name} has published its profile anew`,
    STRATEGY: (name) => `${name} has published its strategy`,
    VERIFIED: (name) => `${name} has confirmed that its profile is still true`,
    UNPUBLISHED: (name) => `${name} is not published any more`,
    ARCHIVED: (name) => `${name} has been closed`,
    MERGED: (name, target) => `${name} has become part of ${target ?? 'another coalition'}`,
  },
  ES: {
    PUBLISHED: (name) => `${name} se ha publicado por primera vez`,
    CHANGED: (name) => `${name} ha vuelto a publicar su perfil`,
    STRATEGY: (name) => `${name} ha publicado su estrategia`,
    VERIFIED: (name) => `${name} ha confirmado que su perfil sigue siendo correcto`,
    UNPUBLISHED: (name) => `${name} ya no está publicada`,
    ARCHIVED: (name) => `${name} se ha cerrado`,
    MERGED: (name, target) => `${name} ahora forma parte de ${target ?? 'otra coalición'}`,
  },
};

const date = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(LANGUAGE_TAGS[language], { dateStyle: 'long', timeZone: 'UTC' }).format(at);

const DUTIES: Record<Language, Record<Duty['kind'], (duty: Duty, on: string) => string>> = {
  EN: {
    CORRECTIONS: ({ name, count }) =>
      `${name}: ${count === 1 ? 'a correction that somebody suggests waits' : `${count} corrections that people suggest wait`} to be looked at`,
    UNPUBLISHED_CHANGES: ({ name }, on) => `${name}: changes of ${on} are not published yet`,
    VERIFICATION_DUE: ({ name }, on) =>
      `${name}: since ${on}, the profile waits for somebody to confirm that it is still true`,
  },
  ES: {
    CORRECTIONS: ({ name, count }) =>
      `${name}: ${count === 1 ? 'hay una corrección propuesta pendiente' : `hay ${count} correcciones propuestas pendientes`} de revisar`,
    UNPUBLISHED_CHANGES: ({ name }, on) => `${name}: los cambios del ${on} aún no se han publicado`,
    VERIFICATION_DUE: ({ name }, on) =>
      `${name}: desde el ${on}, falta que alguien confirme que el perfil sigue siendo correcto`,
  },
};

const more = (language: Language, count: number): string =>
  language === Language.ES ? `y ${count} más` : `and ${count} more`;

export function digestLetter(language: Language, facts: DigestLetterFacts): Letter {
  const { publicUrl, unsubscribeUrl } = facts;
  const spanish = language === Language.ES;
  const sections = [
    dutiesSection(language, facts.duties),
    ...facts.networks.map((of) => networkSection(language, publicUrl, of)),
  ].filter(({ items }) => items.length > 0);
  return {
    language,
    subject: spanish ? 'Esta semana en Coalition Landscape' : 'This week in the Coalition Landscape',
    paragraphs: [
      spanish
        ? 'Esto es lo que ha ocurrido en sus redes y lo que espera por usted.'
        : 'This is what happened in your networks, and what waits for you.',
    ],
    sections,
    footer: [
      spanish
        ? `Recibe este correo, como máximo una vez por semana, porque tiene una función en ${publicUrl}.`
        : `You get this mail, at most once a week, because you have a role at ${publicUrl}.`,
    ],
    unsubscribe: {
      label: spanish ? 'No recibir más estos correos' : 'Get no more of these mails',
      url: unsubscribeUrl,
    },
  };
}

const dutiesSection = (language: Language, duties: readonly Duty[]): LetterSection => ({
  heading: language === Language.ES ? 'Pendiente' : 'Waiting for you',
  items: duties.map((duty) => DUTIES[language][duty.kind](duty, date(language, duty.since))),
});

function networkSection(
  language: Language,
  publicUrl: string,
  { network, news }: NetworkNews,
): LetterSection {
  const items = KINDS.flatMap((kind): LetterItem[] => {
    const rows = news.filter((row) => row.kind === kind);
    const told = rows.map(({ name, slug, target }) => ({
      text: NEWS[language][kind](name, target),
      url: `${publicUrl}/coalitions/${network.slug}/${slug}`,
    }));
    const untold = (rows[0]?.total ?? 0) - rows.length;
    return untold > 0 ? [...told, more(language, untold)] : told;
  });
  return { heading: network.name, items };
}
