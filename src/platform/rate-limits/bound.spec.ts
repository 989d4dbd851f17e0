import { loadConfig, SettingsError } from '../config.ts';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

describe('The bounds of points', () => {
  it.each(['5000', '5000+', '+50', '99+1', '5000+0', '-1+5', '5000/50', '1e4+5', '10000000+1'])(
    'refuse the bound %j',
    (RATE_LIMIT_ACCOUNT) => {
      expect(problemsOf({ RATE_LIMIT_ACCOUNT })).toEqual([
        `RATE_LIMIT_ACCOUNT is "${RATE_LIMIT_ACCOUNT}"; give points, at least 100, and how many come back each second, such as 5000+50.`,
      ]);
    },
  );
});
