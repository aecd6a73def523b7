import { FIREWALLS, OBJECTS, PROJECTS } from './known.ts';
import { startSimulator } from './simulator.ts';

/** `npm run simulator`: the simulator alone, on HOST and PORT (127.0.0.1:4100). */
const port = Number(process.env.PORT || 4100);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('PORT must be a number from 0 to 65535, for example PORT=4100');
  process.exit(1);
}
const host = process.env.HOST || '127.0.0.1';

const simulator = await startSimulator({ port, host }).catch((error: Error) => {
  console.error(`the simulator cannot listen on HOST=${host}, PORT=${port}: ${error.message}`);
  process.exit(1);
});

const list = (ids: Readonly<Record<string, string>>) =>
  Object.entries(ids)
    .map(([name, id]) => `  ${id}  ${name}`)
    .join('\n');

console.log(`CFW simulator on ${simulator.url}

project
  ${PROJECTS.main}
firewalls
${list(FIREWALLS)}
protected objects
${list(OBJECTS)}

curl -H 'X-Auth-Token: any' '${simulator.url}/v1/${PROJECTS.main}/capture-task?fw_instance_id=${FIREWALLS.documented}&limit=3&offset=0'
curl '${simulator.url}/_simulator/requests'`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.close());
