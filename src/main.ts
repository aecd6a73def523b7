import { setFlagsFromString } from 'node:v8';
import { subgraphText } from './environment/subgraph.ts';
import { EnvironmentError, readEnvironment } from './environment.ts';
import { greeting } from './greeting.ts';
import { serveUntilStopped } from './lifetime.ts';
import { startServer } from './server.ts';
import { createLog } from './telemetry/log.ts';

// The rows of one large page outlive a few collections, and V8 would take it for a habit: it would then make the rows of
// every later page where only full collections find them, which costs a fifth of a small request ever after.
setFlagsFromString('--no-allocation-site-pretenuring');
// What is kept between requests is little, so that what is left after a full collection of memory may triple before the
// next one: V8 would let it grow further, and a tenth of the process would be what nobody needs.
setFlagsFromString('--heap-growing-percent=200');

try {
  const environment = readEnvironment(process.env);
  const log = await createLog(environment.logLevel);
  const server = await startServer(environment, log);
  serveUntilStopped(server, log);
  const { url } = server;
  // A person reads a terminal, and tries the simulator; what runs elsewhere writes log lines and nothing else.
  if (environment.cfwEndpoint === undefined || process.stdout.isTTY) console.log(greeting(url, environment));
  else log.info({ url, subgraph: subgraphText(environment) }, 'listening');
} catch (error) {
  console.error(error instanceof EnvironmentError ? error.message : error);
  process.exit(1);
}
