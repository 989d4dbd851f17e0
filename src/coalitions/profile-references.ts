import type { Dictionary } from '../networks/dictionary.ts';
import type { CountyHistory } from '../places/county-history.ts';
import type { UpdateProfileInput } from './profile.inputs.ts';

/** What an input names by code and the registry does not know, by path. */
export function unknownReferences(
  input: UpdateProfileInput,
  dictionary: Dictionary,
  counties: CountyHistory,
): Record<string, string> {
  const problems: Record<string, string> = {};
  const check = (path: string, known: boolean, sentence: string): void => {
    if (!known) problems[`input.${path}`] = sentence;
  };
  const terms = (path: string, taxonomy: string, codes: readonly string[]): void =>
    codes.forEach((code, i) => {
      check(
        `${path}.${i}`,
        dictionary.term(taxonomy, code) !== null,
        `No term of the taxonomy ${taxonomy} has this code.`,
      );
      check(`${path}.${i}`, codes.indexOf(code) === i, 'This code stands in the list already.');
    });
  const term = (path: string, taxonomy: string, code: string | null | undefined): void =>
    check(
      path,
      code == null || dictionary.term(taxonomy, code) !== null,
      `No term of the taxonomy ${taxonomy} has this code.`,
    );
  const fips = (path: string, codes: readonly string[]): void =>
    codes.forEach((code, i) => {
      const at = path.replace('*', String(i));
      const refusal = counties.refusal(code);
      check(at, refusal === null, refusal ?? '');
      check(at, codes.indexOf(code) === i, 'This county stands in the list already.');
    });

  term('kindCode', 'coalition-kind', input.kindCode);
  terms('sectorCodes', 'sector', input.sectorCodes ?? []);
  terms('populationCodes', 'population', input.populationCodes ?? []);
  terms('frameworkCodes', 'framework', input.frameworkCodes ?? []);
  fips(
    'counties.*.fips',
    (input.counties ?? []).map((county) => county.fips),
  );
  term('backbone.sectorCode', 'sector', input.backbone?.sectorCode);
  const { minMonths, maxMonths } = input.ageFocus ?? {};
  check(
    'ageFocus.maxMonths',
    minMonths == null || maxMonths == null || minMonths <= maxMonths,
    'Not below minMonths.',
  );
  (input.partners ?? []).forEach(({ organization, since, until }, i) => {
    term(`partners.${i}.organization.sectorCode`, 'sector', organization.sectorCode);
    check(
      `partners.${i}.until`,
      since == null || until == null || since <= until,
      'Not before the day it began.',
    );
  });
  (input.initiatives ?? []).forEach((initiative, i) => {
    term(`initiatives.${i}.kindCode`, 'initiative-kind', initiative.kindCode);
    term(`initiatives.${i}.leadOrganization.sectorCode`, 'sector', initiative.leadOrganization?.sectorCode);
    fips(`initiatives.${i}.countyFips.*`, initiative.countyFips ?? []);
    (initiative.goalCodes ?? []).forEach((code, g) => {
      const goal = dictionary.goal(code);
      check(
        `initiatives.${i}.goalCodes.${g}`,
        goal !== null && !goal.retired,
        'No goal in force has this code.',
      );
      check(
        `initiatives.${i}.goalCodes.${g}`,
        initiative.goalCodes!.indexOf(code) === g,
        'This goal stands in the list already.',
      );
    });
  });
  return problems;
}
