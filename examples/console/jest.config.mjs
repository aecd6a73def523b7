import gateway from '../../jest.config.mjs';

// The console is tried in a browser against the gateway's own sources, by the gateway's tools.
export default {
  ...gateway,
  rootDir: '../..',
  testMatch: ['<rootDir>/examples/console/test/**/*.test.ts'],
  maxWorkers: 2,
};
