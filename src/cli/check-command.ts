import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { subgraphText } from '../environment/subgraph.ts';
import { type Environment, EnvironmentError, readEnvironment } from '../environment.ts';
import { type Finding, failed, ok } from './finding.ts';
import { UsageError } from './usage.ts';

/**
 * `cfw-graphql check`: prints what each step finds.
 *
 * @returns the exit code: 1 when something is wrong
 * @throws UsageError when the token cannot be read
 */
export async function runCheck(
  variables: NodeJS.ProcessEnv,
  tokenFile: string | undefined,
  print: (line: string) => void,
): Promise<0 | 1> {
  const token = tokenFile === undefined ? undefined : await readToken(tokenFile);
  for await (const { outcome, step, text } of check(variables, token)) {
    print(`${outcome.padEnd(7)}  ${step}: ${text}`);
    if (outcome === 'failed') return 1;
  }
  return 0;
}

/** Each step rests on the one before: nothing is looked at after a failure. */
async function* check(variables: NodeJS.ProcessEnv, token: string | undefined): AsyncGenerator<Finding> {
  try {
    const environment = readEnvironment(variables);
    yield configuration(environment);
    yield ok('federation', `the subgraph is ${subgraphText(environment)}`);
    const { redisUrl } = environment;
    if (redisUrl !== undefined) yield await (await import('./check-redis.ts')).checkRedis(redisUrl);
    const url = new URL(environment.cfwEndpoint!);
    const proxy = environment.proxyTo(url.href);
    yield ok('way', wayText(proxy));
    const { checkName, checkConnection, VARIABLES } = await import('./check-network.ts');
    yield await checkName(proxy ?? url, proxy === undefined ? 'CFW_REGION or CFW_ENDPOINT' : VARIABLES);
    yield await checkConnection(url, proxy, environment.upstreamTimeoutMs);
    const { checkCall } = await import('./check-call.ts');
    yield* checkCall(environment, token);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    yield failed('configuration', error.message);
  }
}

function configuration({ cfwEndpoint, cfwTimeZone }: Environment): Finding {
  return cfwEndpoint === undefined
    ? failed('configuration', 'no CFW is configured. Set CFW_REGION or CFW_ENDPOINT; README.md has the table.')
    : ok('configuration', `CFW at ${cfwEndpoint}, dates in ${cfwTimeZone}`);
}

/** A proxy's user and password are left out. */
function wayText(proxy: URL | undefined): string {
  return proxy === undefined
    ? 'straight to CFW; no proxy is set for it, or NO_PROXY names it'
    : `through the proxy at ${proxy.protocol}//${proxy.host}`;
}

async function readToken(file: string): Promise<string> {
  try {
    return (file === '-' ? await text(process.stdin) : await readFile(file, 'utf8')).trim();
  } catch {
    throw new UsageError(`The file ${file} cannot be read. Try: cfw-graphql check --help`);
  }
}
