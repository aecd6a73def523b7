import { openAccess } from '../access.ts';
import { type CallReport, createCfwClient } from '../cfw/client.ts';
import { type Credentials, forwardedToken } from '../cfw/credentials/credentials.ts';
import { CfwError } from '../cfw/decoding/errors.ts';
import { firewalls } from '../cfw/resources/firewall.ts';
import type { Environment } from '../environment.ts';
import { type Finding, failed, ok, skipped } from './finding.ts';

const WAYS = {
  'signing key': 'calls are signed with the key pair',
  'service user': 'the service user logs in',
} as const;

/**
 * Whether CFW lets the gateway in: one call for one firewall, with the gateway's own credentials or a caller's token.
 *
 * @param token an IAM token, where callers bring their own; undefined: none at hand
 * @throws EnvironmentError when the key set for callers' JWTs cannot be had
 */
export async function* checkCall(environment: Environment, token: string | undefined): AsyncGenerator<Finding> {
  const { heldCredentials, inboundJwt, cfwProjectId: projectId } = environment;
  const access = await openAccess(environment);
  try {
    if (inboundJwt !== undefined) yield ok('callers', 'prove who they are with a JWT; its keys are at hand');
    if (heldCredentials !== undefined) yield ok('credentials', WAYS[heldCredentials.kind]);
    else yield token === undefined ? skipped('credentials', NO_TOKEN) : ok('credentials', 'the token of --token-file');
    const credentials = access.credentials ?? (token === undefined ? undefined : forwardedToken(token));
    if (credentials === undefined) return;
    if (projectId === undefined)
      yield skipped('call', 'CFW_PROJECT_ID is not set, so that there is no project to ask for.');
    else yield await oneRow(environment, projectId, credentials);
  } finally {
    access.close();
  }
}

const NO_TOKEN =
  'callers bring their own tokens. To try one, put it into a file: cfw-graphql check --token-file <file>';

async function oneRow(environment: Environment, projectId: string, credentials: Credentials): Promise<Finding> {
  const { cfwEndpoint, cfwTimeZone: timeZone, upstreamTimeoutMs: attemptTimeoutMs, requestTimeoutMs } = environment;
  const proxy = environment.proxyTo(cfwEndpoint!);
  const client = createCfwClient({ endpoint: cfwEndpoint!, timeZone, attemptTimeoutMs, proxy });
  let report: CallReport | undefined;
  const call = {
    tenant: { projectId, credentials },
    generation: () => '',
    signal: new AbortController().signal,
    deadline: performance.now() + requestTimeoutMs,
    reserve: () => undefined,
    report: (ended: CallReport) => {
      report = ended;
    },
  };
  try {
    const { total } = await client.list(firewalls, {}, { offset: 0, limit: 1 }, call);
    return ok(
      'call',
      `CFW answers for project ${projectId}: ${total} firewalls, in ${Math.round(report!.durationMs)} ms`,
    );
  } catch (error) {
    if (!(error instanceof CfwError)) throw error;
    const { status = null, errorCode = null, requestId = null } = error.upstream ?? {};
    const facts = [status && `HTTP ${status}`, errorCode, requestId && `request ${requestId}`].filter(Boolean);
    return failed('call', `${error.code}: ${error.message}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`);
  } finally {
    await client.close();
  }
}
