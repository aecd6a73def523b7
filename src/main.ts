import { subgraphText } from './environment/subgraph.ts';
import { EnvironmentError, readEnvironment } from './environment.ts';
import { greeting } from './greeting.ts';
import { serveUntilStopped } from './lifetime.ts';
import { startServer } from './server.ts';
import { createLog } from './telemetry/log.ts';
import { setV8Flags } from './v8-flags.ts';

setV8Flags(process.execArgv);

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
