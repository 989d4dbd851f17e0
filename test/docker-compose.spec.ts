import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { loadConfig } from '../src/platform/config.ts';

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  stop_grace_period?: string;
}

interface Compose {
  services: Record<'postgres' | 'prepare' | 'server', Service>;
  volumes: Record<string, unknown>;
}

const read = (path: string) => readFileSync(resolve(path), 'utf8');

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
  const { postgres, prepare, server } = compose.services;
  const settings = Object.values(compose.services).flatMap(({ environment }) => Object.entries(environment));

  it('has Postgres 17, a preparation that ends, and the server', () => {
    expect(Object.keys(compose.services)).toEqual(['postgres', 'prepare', 'server']);
    expect(postgres.image).toBe('postgres:17');
    expect([prepare.build, server.build]).toEqual(['.', '.']);
  });

  it('starts each when what it needs is there', () => {
    expect(prepare.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
    expect(server.depends_on).toEqual({ prepare: { condition: 'service_completed_successfully' } });
  });

  it('asks Postgres and the server how they are', () => {
    expect(postgres.healthcheck?.test).toEqual([
      'CMD',
      'pg_isready',
      '--host=127.0.0.1',
      '--username=postgres',
    ]);
    expect(server.healthcheck?.test.at(-1)).toContain('/ready');
  });

  it('holds no password: each comes from the environment, and its absence says what to set', () => {
    const passwords = settings.filter(([name, value]) => /PASSWORD/.test(name) || /:\/\/[^/]*@/.test(value));
    expect(passwords).toHaveLength(5);
    for (const [, value] of passwords) {
      expect(value).toMatch(/^(postgres:\/\/\w+:)?\$\{(\w+):\?Set \2 to [^}]+\}(@postgres:5432\/registry)?$/);
    }
    expect(JSON.stringify(prepare.command)).not.toMatch(/:\/\/[^/@"]*:[^/@"]*@/);
  });

  it('opens ports on the loopback address only', () => {
    for (const { ports = [] } of Object.values(compose.services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
    expect(server.ports).toEqual(['127.0.0.1:3000:3000']);
    expect(postgres.ports).toBeUndefined();
  });

  it('keeps the data in volumes that it names', () => {
    const used = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes);
    expect(used.map((volume) => volume.split(':')[0])).toEqual(Object.keys(compose.volumes));
  });

  it('gives the server longer to stop than it takes', () => {
    expect(Number.parseInt(server.stop_grace_period ?? '', 10)).toBeGreaterThan(15);
  });

  it('runs commands that exist, and gives settings that the server accepts', () => {
    const filled = (environment: Record<string, string>) =>
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [
          name,
          value.replace(/\$\{\w+:\?[^}]*\}/g, 'abc123').replace(/\$\{\w+:-([^}]*)\}/g, '$1'),
        ]),
      );
    expect(loadConfig({ ...filled(server.environment), HOST: '0.0.0.0' })).toMatchObject({
      databaseUrl: 'postgres://registry_server:abc123@postgres:5432/registry',
      publicUrl: 'http://127.0.0.1:3000',
      demo: false,
      rateLimits: true,
    });
    expect(loadConfig(filled(prepare.environment)).databaseMigratorUrl).toContain(
      'registry_migrator:abc123@postgres',
    );
    expect(prepare.command?.join(' ')).toMatch(
      /registry\.js prepare-database --admin-url .* && node .*registry\.js migrate$/,
    );
  });
});

describe('The Dockerfile', () => {
  const steps = read('Dockerfile').split('\n');

  it('builds on a slim Node, and does not run as root', () => {
    expect(steps.filter((step) => step.startsWith('FROM '))).toEqual([
      'FROM node:22-slim AS build',
      'FROM node:22-slim',
    ]);
    expect(steps).toContain('USER node');
    expect(steps.at(-2)).toBe(
      'CMD ["node", "--max-semi-space-size=64", "--enable-source-maps", "dist/src/main.js"]',
    );
  });

  it('copies only what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = steps
      .filter((step) => step.startsWith('COPY ') && !step.includes('--from'))
      .flatMap((step) => step.split(' ').slice(1, -1));
    expect(copied.map((path) => path.replace(/^\.\//, '')).sort()).toEqual(allowed.sort());
  });
});
