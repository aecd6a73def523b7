import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT } from './dataset.ts';
import { listening, type Running, start, stop } from './processes.ts';

const STARTS = 5;
const PORT = 4099;

/** Starts the gateway as it ships, in front of the fixed upstream. */
export function startGateway(upstream: string): Promise<Running> {
  return listening(start('measured', ['dist/main.js'], { PORT: '0', CFW_ENDPOINT: upstream, CFW_PROJECT_ID: PROJECT }));
}

/**
 * Milliseconds from starting `node dist/main.js`, with nothing set but the port, to its first answer that holds data of
 * the embedded simulator. The median of a few starts.
 */
export async function firstAnswerMs(): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const since = performance.now();
    const child = start('measured', ['dist/main.js'], { PORT: String(PORT) });
    child.stdout?.resume();
    while (!(await answers())) {
      if (child.exitCode !== null) throw new Error(`the gateway ended with code ${child.exitCode} before it answered`);
      await pause(2);
    }
    times.push(performance.now() - since);
    await stop(child);
  }
  return times.sort((one, other) => one - other)[STARTS >> 1]!;
}

function answers(): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request({ host: '127.0.0.1', port: PORT, path: '/graphql', method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(/"totalCount":[1-9]/.test(text)));
    });
    sent.on('error', () => resolve(false));
    sent.end(JSON.stringify({ query: '{ firewalls(first: 1) { totalCount } }' }));
  });
}
