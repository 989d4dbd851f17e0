import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isLoopback, loadConfig, localUrl, SettingsError } from './config.ts';

const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

const database = (login: string) =>
  `give an address such as postgres://${login}:<password>@127.0.0.1:5432/registry`;

describe('The settings', () => {
  it('have defaults for everything', () => {
    expect(loadConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      metricsPort: undefined,
      metricsHost: '127.0.0.1',
      dataDir: resolve('var'),
      dataDirChosen: false,
      databaseUrl: undefined,
      databaseMigratorUrl: undefined,
      databaseReadUrl: undefined,
      smtp: undefined,
      mailFrom: { name: 'Coalition Landscape', address: 'noreply@localhost' },
      publicUrl: 'http://127.0.0.1:3000',
      corsOrigins: [],
      trustedProxies: [],
      logLevel: 'info',
      demo: true,
      rateLimits: true,
      accountBound: { points: 5_000, perSecond: 50 },
      addressBound: { points: 2_000, perSecond: 20 },
      redis: undefined,
      ...{ answerCacheMegabytes: 64, recordCacheMegabytes: 16 },
      tokenSecret: undefined,
    });
  });

  it('are taken as they are given', () => {
    const secret = 'a'.repeat(43);
    expect(
      loadConfig({
        PORT: '65535',
        HOST: 'registry.example.org',
        METRICS_PORT: '9464',
        METRICS_HOST: '10.0.0.7',
        DATA_DIR: 'elsewhere',
        DATABASE_URL: 'postgres://registry_server:p%40ss@db.example.org/registry',
        DATABASE_MIGRATOR_URL: 'postgresql://registry_migrator@[::1]:5433/registry?sslmode=require',
        DATABASE_READ_URL: 'postgres:///registry?host=/run/postgresql&user=registry_server',
        SMTP_URL: 'smtps://registry:p%40ss@mail.example.org',
        MAIL_FROM: 'Red de Coaliciones <hola@example.org>',
        PUBLIC_URL: 'https://registry.example.org/',
        CORS_ORIGINS: 'https://maps.example.org, http://localhost:8080',
        TRUSTED_PROXIES: '10.0.0.7,10.1.0.0/16, fd00::/8',
        LOG_LEVEL: 'silent',
        DEMO: 'on',
        RATE_LIMITS: 'on',
        RATE_LIMIT_ACCOUNT: '100+1',
        RATE_LIMIT_ADDRESS: '9999999+999999',
        REDIS_URL: 'rediss://points:p%40ss@redis.example.org/2',
        ANSWER_CACHE_MEGABYTES: '0',
        RECORD_CACHE_MEGABYTES: '4096',
        TOKEN_SECRET: secret,
      }),
    ).toEqual({
      port: 65_535,
      host: 'registry.example.org',
      metricsPort: 9464,
      metricsHost: '10.0.0.7',
      dataDir: resolve('elsewhere'),
      dataDirChosen: true,
      databaseUrl: 'postgres://registry_server:p%40ss@db.example.org/registry',
      databaseMigratorUrl: 'postgresql://registry_migrator@[::1]:5433/registry?sslmode=require',
      databaseReadUrl: 'postgres:///registry?host=/run/postgresql&user=registry_server',
      smtp: {
        ...{ host: 'mail.example.org', port: 465, secure: true },
        login: { user: 'registry', pass: 'p@ss' },
      },
      mailFrom: { name: 'Red de Coaliciones', address: 'hola@example.org' },
      publicUrl: 'https://registry.example.org',
      corsOrigins: ['https://maps.example.org', 'http://localhost:8080'],
      trustedProxies: ['10.0.0.7', '10.1.0.0/16', 'fd00::/8'],
      logLevel: 'silent',
      demo: true,
      rateLimits: true,
      accountBound: { points: 100, perSecond: 1 },
      addressBound: { points: 9_999_999, perSecond: 999_999 },
      redis: {
        ...{ host: 'redis.example.org', port: 6379, secure: true, database: 2 },
        login: { username: 'points', password: 'p@ss' },
      },
      ...{ answerCacheMegabytes: 0, recordCacheMegabytes: 4_096 },
      tokenSecret: secret,
    });
  });

  it('count as not given when they are empty', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '', DATA_DIR: '', DEMO: '' })).toEqual(loadConfig({}));
  });

  it('load the demonstration by themselves only into the embedded database', () => {
    const DATABASE_URL = 'postgres://registry_server:x@127.0.0.1/registry';
    expect(loadConfig({ DATABASE_URL }).demo).toBe(false);
    expect(loadConfig({ DATABASE_URL, DEMO: 'on' }).demo).toBe(true);
    expect(loadConfig({ DEMO: 'off' }).demo).toBe(false);
  });

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('let rate limits be off on %s', (HOST) => {
    expect(isLoopback(HOST)).toBe(true);
    expect(loadConfig({ HOST, RATE_LIMITS: 'off' }).rateLimits).toBe(false);
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['::1', 'http://[::1]:80'],
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['::', 'http://127.0.0.1:80'],
  ])('know where a server on %s is reached', (host, url) => {
    expect(localUrl({ host, port: 80 })).toBe(url);
  });

  it.each(['0', '65536', '-1', '3000.0', '3e3', ' 3000', 'http', '0x10'])('refuse the port %j', (PORT) => {
    expect(problemsOf({ PORT })).toEqual([
      `PORT is ${JSON.stringify(PORT)}; give a whole number from 1 to 65535.`,
    ]);
  });

  it.each(['-1', '4097', '1.5', '64MB', '1e3'])('refuse caches of %j', (size) => {
    const refusal = `is ${JSON.stringify(size)}; give a whole number from 0 to 4096.`;
    for (const cache of ['ANSWER_CACHE_MEGABYTES', 'RECORD_CACHE_MEGABYTES'])
      expect(problemsOf({ [cache]: size })).toEqual([`${cache} ${refusal}`]);
  });

  it('refuse to show the metrics at the public port', () => {
    expect(problemsOf({ PORT: '3001', METRICS_PORT: '3001' })).toEqual([
      'METRICS_PORT is 3001, as PORT is; give another number.',
    ]);
    expect(problemsOf({ METRICS_PORT: 'on', METRICS_HOST: 'a b' })).toEqual([
      'METRICS_PORT is "on"; give a whole number from 1 to 65535.',
      'METRICS_HOST is "a b"; give an IP address or a host name to listen on, such as 127.0.0.1.',
    ]);
  });

  it.each(['127.0.0', '1.2.3.4.5', '256.1.1.1', 'http://x', 'a b', '-x', '[::1]', 'x/y'])(
    'refuse the host %j',
    (HOST) => {
      expect(problemsOf({ HOST })).toEqual([
        `HOST is ${JSON.stringify(HOST)}; give an IP address or a host name to listen on, such as 127.0.0.1.`,
      ]);
    },
  );

  it('refuse a data directory that is a file', () => {
    const directory = mkdtempSync(join(tmpdir(), 'config-'));
    const DATA_DIR = join(directory, 'file');
    writeFileSync(DATA_DIR, '');
    expect(problemsOf({ DATA_DIR })).toEqual([
      expect.stringMatching(/^DATA_DIR is ".*", which is a file; give a path to a directory\.$/),
    ]);
    rmSync(directory, { recursive: true });
  });

  it.each([
    ['DATABASE_URL', 'registry_server'],
    ['DATABASE_MIGRATOR_URL', 'registry_migrator'],
    ['DATABASE_READ_URL', 'registry_server'],
  ])('refuse a bad %s, and repeat nothing of it', (name, login) => {
    const hidden = '(it is not shown, as it may hold a password)';
    const allowed = database(login);
    const cases: [string, string][] = [
      ['hunter2', `is not an address ${hidden}; ${allowed}.`],
      ['postgres://u:hun/ter2@host/registry', `is not an address ${hidden}; ${allowed}.`],
      ['mysql://u:hunter2@host/registry', `is not the address of a Postgres database ${hidden}; ${allowed}.`],
      ['postgres://u:hunter2@host', `names no database; ${allowed}.`],
      ['postgres://u:hunter2@host/', `names no database; ${allowed}.`],
      [
        'postgres://u:1/hunter2@host/registry',
        `cannot be taken apart ${hidden}; ${allowed}, with the special characters of the password percent-encoded.`,
      ],
    ];
    for (const [value, sentence] of cases) {
      const problems = problemsOf({ [name]: value });
      expect(problems).toEqual([`${name} ${sentence}`]);
      expect(problems[0]).not.toMatch(/hun|ter2/);
    }
  });

  it.each([
    'ftp://x.org',
    'registry.example.org',
    'https://x.org/path',
    'https://x.org?a=1',
    'https://x.org#a',
  ])('refuse the public address %j', (PUBLIC_URL) => {
    expect(problemsOf({ PUBLIC_URL })).toEqual([
      `PUBLIC_URL is ${JSON.stringify(PUBLIC_URL)}; give the address that people type, ` +
        'such as https://registry.example.org, without a path.',
    ]);
  });

  it('refuse a public address with a password, and do not repeat it', () => {
    const [problem] = problemsOf({ PUBLIC_URL: 'https://u:hunter2@x.org' });
    expect(problem).toMatch(/^PUBLIC_URL has a user name or a password in it; give the address/);
    expect(problem).not.toContain('hunter2');
  });

  it.each([
    ['LOG_LEVEL', 'verbose', 'give one of fatal, error, warn, info, debug, trace, silent'],
    ['DEMO', 'true', 'give on or off'],
    ['RATE_LIMITS', '0', 'give on or off'],
  ])('refuse a bad %s', (name, value, allowed) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name} is "${value}"; ${allowed}.`]);
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'registry.example.org', '128.0.0.1'])(
    'keep rate limits on at %s',
    (HOST) => {
      expect(problemsOf({ HOST, RATE_LIMITS: 'off' })).toEqual([
        `RATE_LIMITS is "off" while HOST is "${HOST}"; give on, or let HOST be a loopback address such as 127.0.0.1.`,
      ]);
    },
  );

  it('refuse a weak secret, and do not repeat it', () => {
    const allowed = 'give at least 32 random bytes as base64url, for example from: openssl rand -hex 32.';
    expect(problemsOf({ TOKEN_SECRET: 'a'.repeat(42) })).toEqual([
      `TOKEN_SECRET has only 31 bytes; ${allowed}`,
    ]);
    expect(problemsOf({ TOKEN_SECRET: `${'a'.repeat(60)}+/` })).toEqual([
      `TOKEN_SECRET has characters that are not base64url (it is not shown, as it is a secret); ${allowed}`,
    ]);
  });

  it('say everything that is wrong at once, shortened', () => {
    const problems = problemsOf({ PORT: 'x'.repeat(1000), DEMO: 'maybe', LOG_LEVEL: 'a\nb' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL', 'DEMO']);
    expect(problems[0]!.length).toBeLessThan(120);
    expect(problems[1]).not.toContain('\n');
    expect(() => loadConfig({ PORT: '0', DEMO: 'x' })).toThrow(/^PORT .*\.\nDEMO .*\.$/);
  });
});
