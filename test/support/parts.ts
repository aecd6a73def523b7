/* What of the gateway runs beside the tests: `built-parts.ts` gives it to them. */

export { EnvironmentError, readEnvironment } from '../../src/environment.ts';
export { startServer } from '../../src/server.ts';
export { startSimulator } from '../../src/simulator/simulator.ts';
export { createLog } from '../../src/telemetry/log.ts';

/** The clock and the process that these see: Jest gives tests their own. */
export const realm = globalThis;
