import { createRequire } from 'node:module';
import { readEnvironment } from '../../src/environment.ts';
import { startServer } from '../../src/server.ts';
import { createLog } from '../../src/telemetry/log.ts';

/** Starts a gateway, asks it something, and prints the packages that the process has loaded by then, as JSON. */
const environment = readEnvironment({ ...process.env, PORT: '0' });
const server = await startServer(environment, await createLog(environment.logLevel));
const answer = await fetch(server.url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"query":"{ firewalls { totalCount } }"}',
});
await answer.text();
const files = Object.keys(createRequire(import.meta.url).cache);
const packages = files.map((file) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]);
console.log(`PACKAGES ${JSON.stringify([...new Set(packages)].filter(Boolean).sort())}`);
await server.close();
