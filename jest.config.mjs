import { availableParallelism } from 'node:os';

const swc = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

export default {
  testEnvironment: 'node',
  // A third of the time tests wait, for deadlines and for processes that they start: one worker more than there are cores.
  // Many more would make each other late, and tests are watched by clocks.
  maxWorkers: Math.max(2, availableParallelism()) + 1,
  testSequencer: '<rootDir>/test/support/long-files-first.mjs',
  // Modules of suites that are over are kept: a worker that has grown is replaced before its collections take the time.
  workerIdleMemoryLimit: '600MB',
  testTimeout: 30_000,
  globalSetup: '<rootDir>/test/support/build-programs.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    'test/clients/relay-.+\\.ts$': ['<rootDir>/test/clients/relay-transform.mjs', swc],
    '^.+\\.ts$': ['@swc/jest', swc],
  },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // What is covered is counted in src, and so it is src that runs then.
  globals: { isCovered: process.argv.includes('--coverage') },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
};
