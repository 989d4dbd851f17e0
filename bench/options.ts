import { parseArgs } from 'node:util';

export interface Options {
  /** Times 5,000 coalitions; another than 1 is measured beside 1. */
  scale: number;
  /** Seconds of each contender before anything is measured. */
  warming: number;
  rounds: number;
  seconds: number;
  /** No further round begins that would not be over by then, in milliseconds of the clock of this process. */
  endBy: number;
  /** Codes of subjects; all when empty. */
  only: string[];
  anew: boolean;
  /** Codes of subjects during which the server is profiled; nothing is measured then. */
  profile: string[];
}

export const HELP = `Usage: npm run bench -- [options]

  --scale 10      also with ten times the coalitions, in the same rounds
  --quick         few and short rounds: two minutes in all
  --only R1,R2    these subjects alone
  --rounds 5      how many rounds are measured
  --seconds 2     how long each contender runs in a round
  --fresh         loads the data anew
  --profile R1    where the server spends its time while it answers this subject
`;

const QUICK = { warming: 0.2, rounds: 2, seconds: 0.4, endBy: 95_000 };
const FULL = { warming: 8, rounds: 5, seconds: 2, endBy: Infinity };

export function optionsOf(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      scale: { type: 'string', default: '1' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      profile: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const pace = values.quick ? QUICK : FULL;
  return {
    warming: pace.warming,
    scale: within('--scale', values.scale, 1, 10),
    rounds: values.rounds === undefined ? pace.rounds : within('--rounds', values.rounds, 1, 100),
    seconds: values.seconds === undefined ? pace.seconds : within('--seconds', values.seconds, 0.1, 60),
    endBy: pace.endBy,
    only: codesIn(values.only),
    anew: values.fresh,
    profile: codesIn(values.profile),
  };
}

const codesIn = (list: string): string[] => list.split(',').filter((code) => code !== '');

function within(name: string, value: string, least: number, most: number): number {
  const given = Number(value);
  if (given >= least && given <= most) return given;
  throw new Error(`${name} is ${value}; give a number from ${least} to ${most}.`);
}
