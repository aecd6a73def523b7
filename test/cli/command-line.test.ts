import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { readCommandLine, UsageError } from '../../src/cli/usage.ts';
import { PROJECTS } from '../../src/simulator/known.ts';
import { RunningProgram } from '../telemetry/process.ts';

/** Runs the command line to its end: exit code, what it prints, what it complains of. */
async function run(...args: string[]): Promise<[number | null, string, string]> {
  const program = new RunningProgram('src/cli.ts', args);
  return [await program.exitCode(), program.stdout, program.stderr];
}

describe('the command line', () => {
  test.each(['start', 'simulate', 'print-schema', 'check'] as const)('knows %s', (command) => {
    expect(readCommandLine([command])).toMatchObject({ command, help: false });
    expect(readCommandLine([command, '--help'])).toMatchObject({ command, help: true });
  });

  test.each([
    [[], /^A GraphQL gateway[\s\S]*Usage: cfw-graphql <command>/],
    [['nothing'], /^There is no command nothing/],
    [['cfw-graphql'], /^There is no command cfw-graphql/],
    [['constructor'], /^There is no command constructor/],
    [['start', 'now'], /^start takes no now\. Try: cfw-graphql start --help/],
    [['start', '--subgraph'], /^--subgraph belongs to cfw-graphql print-schema\./],
    [['start', '--nothing'], /^Unknown option '--nothing'\. Try: cfw-graphql --help/],
    [['documents'], /^documents needs a file/],
    [['documents', 'a', 'b'], /^documents takes no b/],
    [['documents', 'a', '--max-calls', 'few'], /^--max-calls must be a whole number/],
    [['documents', 'a', '--max-calls', '-1'], /^Option '--max-calls' argument is ambiguous\. Try: cfw-graphql --help$/],
    [['check', '--max-calls', '1'], /^--max-calls belongs to cfw-graphql documents/],
    [['check', '--token-file'], /argument missing\. Try: cfw-graphql --help/],
  ])('%j is refused with advice', (args, advice) => {
    expect(() => readCommandLine(args)).toThrow(UsageError);
    expect(() => readCommandLine(args)).toThrow(advice);
  });
});

test('--help, --version and a wrong command', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  const [help, versionRun, wrong] = await Promise.all([run('--help'), run('--version'), run('nothing')]);
  expect(help).toEqual([0, expect.stringContaining('Usage: cfw-graphql <command>'), '']);
  expect(versionRun).toEqual([0, `${version}\n`, '']);
  expect(wrong).toEqual([2, '', expect.stringContaining('There is no command nothing.')]);
}, 20_000);

test('print-schema prints the committed schemas', async () => {
  const [standalone, subgraph] = await Promise.all([run('print-schema'), run('print-schema', '--subgraph')]);
  expect(standalone[1].trim()).toBe((await readFile('schema/schema.graphql', 'utf8')).trim());
  expect(subgraph[1].trim()).toBe((await readFile('schema/subgraph.graphql', 'utf8')).trim());
}, 20_000);

test('start prints where it is and a first query, which works when it is copied', async () => {
  const program = new RunningProgram('src/cli.ts', ['start'], { PORT: '0' });
  const [, url, contentType, query] = await program.match(/^curl (\S+) -H '([^']+)' \\\n {2}-d '([^']+)'$/m);
  expect(program.stdout).toContain(`CFW GraphQL gateway on ${url} (the embedded simulator)\n`);
  const [name, value] = contentType!.split(': ');
  const answer = await fetch(url!, { method: 'POST', headers: { [name!]: value! }, body: query! });
  expect(await answer.json()).toMatchObject({ data: { firewalls: { totalCount: expect.any(Number) } } });
  expect(await program.stop()).toBe(0);
}, 20_000);

test('simulate runs the simulator', async () => {
  const program = new RunningProgram('src/cli.ts', ['simulate'], { PORT: '0' });
  const [, url] = await program.match(/^CFW simulator on (\S+)$/m);
  expect((await fetch(`${url}/v1/${PROJECTS.main}/capture-task`)).status).toBe(401);
  expect(await program.stop()).toBe(0);
}, 20_000);
