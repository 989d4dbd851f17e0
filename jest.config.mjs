/** Runs as CommonJS (test/support/jest.transform.cjs), so that no --experimental-vm-modules is needed. */
const long = process.env.TEST_LONG === '1';

export default {
  testEnvironment: 'node',
  testMatch: long
    ? ['<rootDir>/test/**/*.long-spec.ts']
    : ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts', '<rootDir>/test/**/*.e2e-spec.ts'],
  transform: { '\\.(ts|m?js)$': '<rootDir>/test/support/jest.transform.cjs' },
  transformIgnorePatterns: ['/node_modules/(@swc|typescript|@node-rs)/'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: long ? 1_800_000 : 60_000,
  maxWorkers: 2,
};
