import { expect, test } from '@jest/globals';
import { RunningProgram } from '../telemetry/process.ts';

test('a word that no case has in its name is an error that names the cases', async () => {
  const run = new RunningProgram('stress/main.ts', ['bombs', 'no-such-case']);
  expect(await run.exitCode()).toBe(2);
  expect(run.stderr).toContain('No case has no-such-case in its name');
  expect(run.stderr).toContain('1,000 clients disconnect');
  expect(run.stdout).toBe('');
});
