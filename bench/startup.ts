import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROJECT } from './dataset.ts';
import { listening, type Running, start, stop } from './processes.ts';
import { DOCUMENTS } from './workloads/documents.ts';

const STARTS = 5;
const PORT = 4099;

/** Starts the gateway as it ships, in front of the fixed upstream, with a few documents that it knows by an id. */
export async function startGateway(upstream: string, more: NodeJS.ProcessEnv = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const documents = join(folder, 'documents.json');
  writeFileSync(documents, JSON.stringify(DOCUMENTS));
  try {
    const variables = { PORT: '0', CFW_ENDPOINT: upstream, CFW_PROJECT_ID: PROJECT, TRUSTED_DOCUMENTS: documents };
    return await listening(start('measured', ['dist/main.js'], { ...variables, ...more }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Milliseconds from starting `node dist/main.js`, with nothing set but the port, to its first answer that holds data of
 * the embedded simulator; of a few starts.
 */
export async function startsMs(): Promise<readonly number[]> {
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
  return times;
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
