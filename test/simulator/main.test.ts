import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { FIREWALLS, PROJECTS } from '../../src/simulator/known.ts';
import { programArguments } from '../support/programs.ts';

/** The simulator as a process of its own, as `npm run simulator` starts it. */
function run(port: string) {
  return spawn(process.execPath, programArguments('src/simulator/main.ts'), {
    env: { ...process.env, PORT: port, NODE_OPTIONS: '' },
  });
}

test('says where it listens and what to ask, answers, and ends on SIGTERM', async () => {
  const child = run('0');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('curl') && line.includes('_simulator')) break;
  }
  const [, url] = /^CFW simulator on (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines[0] ?? '') ?? [];
  for (const id of [PROJECTS.main, FIREWALLS.busy]) expect(lines.join('\n')).toContain(id);
  const [, example] = /curl -H 'X-Auth-Token: any' '([^']+)'/.exec(lines.join('\n')) ?? [];
  expect(example?.startsWith(`${url}/v1/`)).toBe(true);
  const answer = await fetch(example ?? '', { headers: { 'X-Auth-Token': 'any' } });
  expect(answer.status).toBe(200);
  await answer.body?.cancel();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a wrong port is one line that says so', async () => {
  const child = run('abc');
  const errors = await child.stderr.toArray();
  expect(Buffer.concat(errors).toString()).toBe('PORT must be a number from 0 to 65535, for example PORT=4100\n');
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(1);
});
