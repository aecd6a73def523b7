import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { type Simulator, startSimulator } from '../support/built-parts.ts';
import { programArguments } from '../support/programs.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';

const PAGES = 20;
const QUERY = `{ captureTasks(firewallId: "${FIREWALLS.busy}", first: 1000) {
  edges { cursor node { taskId name status protocol sourceAddress destAddress createdDate modifiedDate } } totalCount } }`;

/** Collects in the process of the gateway, what is young or all, and answers with the bytes in use then, of buffers, too. */
const PROBE = `data:text/javascript,import { createServer } from 'node:http';
  const server = createServer(({ url }, response) => {
    const type = url.slice(1);
    gc({ type });
    gc({ type });
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    response.end(String(heapUsed + arrayBuffers));
  }).listen(0, '127.0.0.1', () => console.log('probe ' + server.address().port + '.'));`;

let simulator: Simulator;
let gateway: GatewayProcess;

beforeAll(async () => {
  simulator = await startSimulator();
  const variables = { CFW_ENDPOINT: simulator.url, CFW_PROJECT_ID: PROJECTS.main };
  const program = [
    '--expose-gc',
    // Where V8 makes rows by its own experience is not what is asked here.
    '--no-allocation-site-pretenuring',
    '--min-semi-space-size=32',
    '--max-semi-space-size=32',
    '--import',
    PROBE,
    ...programArguments('src/main.ts'),
  ];
  gateway = await startGatewayProcess(variables, program);
});
afterAll(async () => {
  await gateway.kill();
  await simulator.close();
});

async function heldAfter(collection: 'minor' | 'major'): Promise<number> {
  const port = /probe (\d+)\./.exec(gateway.output())?.[1];
  return Number(await (await fetch(`http://127.0.0.1:${port}/${collection}`)).text());
}

/** Reads pages one after the other; what outlives two quick collections after its answer is old. */
async function readPages(): Promise<string> {
  let answer = '';
  for (let page = 0; page < PAGES; page++) {
    const headers = { 'content-type': 'application/json', 'x-auth-token': 'a-token' };
    answer = await (
      await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify({ query: QUERY }) })
    ).text();
    await heldAfter('minor');
  }
  return answer;
}

/** What the objects of as many pages weigh, held on purpose in this process. */
function weightOf(answer: string): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const pages = Array.from({ length: PAGES }, () => JSON.parse(answer));
  collect();
  return (process.memoryUsage().heapUsed - before) * Math.sign(pages.length);
}

test('the rows of a page are garbage for the quick collector when its answer has gone', async () => {
  // Until the code is warm it takes memory of its own.
  await readPages();
  const weight = weightOf(await readPages());
  const before = await heldAfter('major');
  await readPages();
  // What something old still knows stays until the next collection of all memory. From Node 24 on that is every stream that
  // can be written to, and what zlib and got keep with theirs: a third of a page.
  const left = (await heldAfter('minor')) - before;
  expect(left / weight).toBeLessThan(0.6);
});
