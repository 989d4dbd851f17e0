import type { Dice } from './dice.ts';

const split = (text: string): string[] => text.trim().split(/\s+/);

export const ADJECTIVES = split(`
  Bright Caring Common Connected Early Family First Gentle Growing Healthy Hopeful Kind Lasting Living Mountain Neighborly
  New Open Patient Rising Rooted Rural Shared Steady Strong Sunrise Thriving United Valley Welcoming Whole Young`);
export const NOUNS = split(`
  Beginnings Bridges Childhood Circle Community Days Families Futures Gardens Generations Hands Homes Horizons Learning
  Neighbors Pathways Promise Resilience Roots Seasons Starts Steps Strengths Voices Wellbeing Years`);
export const GROUPS = split(`Alliance Coalition Collaborative Council Network Partnership Table Initiative`);
export const BODIES = split(`
  Agency Association Center Church Clinic Cooperative District Foundation Hospital Hub Institute Library Office Program
  Project Schools Services Shelter Society Trust`);

const PHRASES = `
families meet each week with a trained visitor
parents set the agenda of every second meeting
child care rooms have a calm corner and a teacher who knows how to use it
the health department lends a nurse for two days a month
pediatric practices ask every family what they need
the library opens early for story hours and quiet play
courts send young parents to people rather than to forms
employers give time off for visits before and after a birth
churches lend their kitchens and their buses
the school district shares its rooms in the summer
neighbors who were helped before now help others
housing comes first for families with a child under three
grandparents who raise children have a circle of their own
home visitors speak the languages that families speak
a shared calendar shows who offers what and when
figures are read together twice a year and plans changed by them
a small fund pays for what no program pays for
people who answer the telephone know the way to the next door`
  .trim()
  .split('\n');

export const sentence = (dice: Dice): string => {
  const phrase = dice.pick(PHRASES);
  return `${phrase[0]!.toUpperCase()}${phrase.slice(1)}.`;
};

export const sentences = (dice: Dice, count: number): string =>
  Array.from({ length: count }, () => sentence(dice)).join(' ');

/** One of very many names; another one for each number. */
export const organizationName = (number: number): string => {
  const [a, n, b] = [ADJECTIVES.length, NOUNS.length, BODIES.length];
  const round = Math.floor(number / (a * n * b));
  const place = (number * 7_919) % (a * n * b);
  const name = [ADJECTIVES[place % a], NOUNS[Math.floor(place / a) % n], BODIES[Math.floor(place / (a * n))]];
  return [...name, ...(round > 0 ? [round + 1] : [])].join(' ');
};
