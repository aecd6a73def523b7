import { availableParallelism } from 'node:os';

const swc = {
  jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

export default {
  testEnvironment: 'node',
  // Tests are watched by clocks: with more workers than cores they make each other late.
  maxWorkers: Math.max(2, availableParallelism()),
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
