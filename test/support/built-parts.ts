import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { ROOT } from './programs.ts';

/**
 * Jest loads and compiles every module anew for each file of tests; for the 450 of the gateway and their libraries that
 * took longer than the tests. What a function of Node's own context imports is loaded once for all files of a worker,
 * and stays compiled. What is imported is built from these sources right before the tests run (`build-programs.mjs`).
 */
async function builtParts(): Promise<typeof import('./parts.ts')> {
  const importOnce = new Script('(url) => import(url)', {
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext();
  return importOnce(pathToFileURL(join(ROOT, '.built-parts/parts.js')).href);
}

/** Outside Jest there is but one context, and nothing has been built; and coverage is counted in `src`. */
const isBuilt = process.env.JEST_WORKER_ID !== undefined && Reflect.get(globalThis, 'isCovered') !== true;

/**
 * The gateway and the simulator as they are shipped, and their `realm`: they see no clock and no variable that a test
 * changes in its own, and what they throw is of no class that it imports from `src`.
 */
export const { createLog, EnvironmentError, readEnvironment, realm, startServer, startSimulator } = isBuilt
  ? await builtParts()
  : await import('./parts.ts');

export type { Environment } from '../../src/environment.ts';
export type { RunningServer } from '../../src/server.ts';
export type { Simulator, SimulatorOptions } from '../../src/simulator/simulator.ts';
