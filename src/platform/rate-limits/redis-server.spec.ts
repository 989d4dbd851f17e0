import { loadConfig, SettingsError } from '../config.ts';
import type { RedisServer } from './redis-server.ts';

const problemsOf = (REDIS_URL: string): readonly string[] => {
  try {
    loadConfig({ REDIS_URL });
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};
const plain: RedisServer = { host: '127.0.0.1', port: 6379, secure: false, database: 0, login: undefined };

describe('REDIS_URL', () => {
  it.each<[string, RedisServer]>([
    ['redis://127.0.0.1', plain],
    ['redis://127.0.0.1/', plain],
    ['redis://[::1]:6380/15', { ...plain, host: '::1', port: 6380, database: 15 }],
    ['rediss://redis.example.org', { ...plain, host: 'redis.example.org', secure: true }],
    ['redis://:p%40ss@127.0.0.1', { ...plain, login: { password: 'p@ss' } }],
    [
      'redis://points:a%2Fb@127.0.0.1/3',
      { ...plain, database: 3, login: { username: 'points', password: 'a/b' } },
    ],
  ])('is taken apart: %s', (REDIS_URL, redis) => {
    expect(loadConfig({ REDIS_URL }).redis).toEqual(redis);
  });

  it('is none unless one is given', () => {
    expect([loadConfig({}).redis, loadConfig({ REDIS_URL: '' }).redis]).toEqual([undefined, undefined]);
  });

  it.each<[string, string]>([
    ['hunter2', 'is not an address'],
    ['redis://u:hun/ter2@host', 'is not an address'],
    ['postgres://u:hunter2@host/registry', 'is not the address of a Redis server'],
    ['redis:hunter2', 'cannot be taken apart'],
    ['redis:///hunter2', 'cannot be taken apart'],
    ['redis://u:1/hunter2@host', 'cannot be taken apart'],
    ['redis://u:hunter2@host/points', 'cannot be taken apart'],
    ['redis://u:hunter2@host/-1', 'cannot be taken apart'],
    ['redis://u:hunter2@host:0', 'cannot be taken apart'],
    ['redis://u:hunter2@host?db=1', 'cannot be taken apart'],
    ['redis://u:hunter2#x@host', 'is not an address'],
    ['redis://u:hunter2%@host', 'has a % that encodes nothing'],
    ['redis://hunter2@host', 'has a user without a password'],
  ])('is refused where it is no such address, and nothing of it is repeated: %s', (url, sentence) => {
    const [problem, ...more] = problemsOf(url);
    expect(more).toEqual([]);
    expect(problem).toMatch(
      new RegExp(`^REDIS_URL ${sentence}.*; give an address such as redis://<user>:<password>@`),
    );
    expect(problem).not.toMatch(/hun|ter2/);
  });
});
