import { openAccess } from './access.ts';
import { createCfwClient } from './cfw/client.ts';
import type { Environment } from './environment.ts';
import { createGateway } from './gateway.ts';
import { Compression } from './http/answer/compression.ts';
import { Admission } from './http/door/admission.ts';
import { Cors } from './http/door/cors.ts';
import { closed, drain } from './http/door/drain.ts';
import { frontDoor } from './http/door/front-door.ts';
import { createHttpServer } from './http/door/http-server.ts';
import { listen } from './http/door/listening.ts';
import { Readiness } from './http/door/readiness.ts';
import { takeUpgrades } from './http/door/upgrades.ts';
import { OpenStreams } from './http/stream/open-streams.ts';
import { sharedState, startEmbeddedSimulator, tracingTo } from './optional-parts.ts';
import { afterwards } from './runtime/afterwards.ts';
import { type Log, SILENT } from './telemetry/log.ts';
import { Telemetry } from './telemetry/telemetry.ts';
import { TrustedFile } from './trusted-file.ts';

export interface RunningServer {
  /** Where the graph is served, such as `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Reads the file of trusted documents anew; undefined: there is none. */
  readonly reread: (() => Promise<void>) | undefined;
  /** Stops taking traffic, finishes what runs, and closes. */
  drain(): Promise<void>;
  /** Closes now; what runs is cut off. */
  close(): Promise<void>;
}

/**
 * Builds the whole house from a configuration and starts to listen: CFW client (against the embedded simulator when no
 * CFW is configured), gateway, front door, HTTP server.
 *
 * @throws EnvironmentError when a variable names something that does not work: a port in use, a key set that is not there,
 *   a document that does not fit the schema
 */
export async function startServer(environment: Environment, log: Log = SILENT): Promise<RunningServer> {
  const { host, port, requestTimeoutMs } = environment;
  const telemetry = new Telemetry(log, await tracingTo(environment.tracing));
  const shared = await sharedState(environment, telemetry);
  const access = await openAccess(environment, shared.others?.trials).catch(async (error: unknown) => {
    await shared.close();
    throw error;
  });
  const simulator = environment.cfwEndpoint === undefined ? await startEmbeddedSimulator() : undefined;
  const endpoint = environment.cfwEndpoint ?? simulator!.url;
  const client = createCfwClient({
    endpoint,
    timeZone: environment.cfwTimeZone,
    attemptTimeoutMs: environment.upstreamTimeoutMs,
    // The embedded simulator is in this process: nothing stands between.
    proxy: simulator === undefined ? environment.proxyTo(endpoint) : undefined,
    observer: telemetry.observer,
    shared,
  });
  const patienceMs = Math.min(LONGEST_WAIT_MS, requestTimeoutMs / 4);
  const admission = new Admission(environment.maxConcurrentRequests, patienceMs, () =>
    telemetry.metrics.requests.shed(),
  );
  const readiness = new Readiness();
  const streams = new OpenStreams(environment.maxSubscriptions, (count) =>
    telemetry.metrics.live.followersChanged(count),
  );
  const gateway = createGateway({
    ...environment,
    client,
    endpoint,
    others: shared.others,
    tenant: {
      projectId: environment.cfwProjectId ?? simulator?.projectId,
      credentials: access.credentials,
      fallbackToken: simulator?.token,
    },
    admission,
    inboundJwt: access.inboundJwt,
    writeScope: environment.heldCredentials && environment.inboundJwt?.writeScope,
    strictGets: environment.production || !environment.loopback,
    simulated: simulator !== undefined,
    telemetry,
    streams,
    pace: { intervalMs: environment.liveIntervalMs, idleIntervalMs: environment.liveIdleIntervalMs },
  });
  const listener = frontDoor({
    gateway,
    admission,
    readiness,
    cors: new Cors(environment.corsOrigins),
    compression: environment.compression ? new Compression() : undefined,
    requestTimeoutMs,
    onFault: (message, cause) => telemetry.unforeseen(message, cause),
  });
  const server = createHttpServer(listener, requestTimeoutMs);
  takeUpgrades(server, {
    readiness,
    origins: environment.corsOrigins,
    isFull: () => streams.isFull,
    accept: gateway.accept,
  });
  const closeParts = async () => {
    admission.close();
    gateway.close();
    await client.close();
    await gateway.settled();
    access.close();
    await shared.close();
    await simulator?.close();
    // Those who have left are told of before nobody listens.
    await new Promise<void>(afterwards);
    await telemetry.close();
  };
  const file = environment.trustedDocuments && new TrustedFile(environment.trustedDocuments.file, gateway, log);
  const open = async () => {
    await file?.read();
    return listen(server, host, port);
  };
  const url = await open().catch(async (error: unknown) => {
    await closeParts();
    throw error;
  });
  readiness.bound();
  return {
    url,
    reread: file && (() => file.reread()),
    drain: async () => {
      await drain(server, readiness, requestTimeoutMs, {
        sendAway: () => streams.comeBack(),
        cutOff: () => gateway.close(),
      });
      await gateway.settled();
      await closeParts();
    },
    close: async () => {
      gateway.close();
      server.closeAllConnections();
      await closed(server);
      await closeParts();
    },
  };
}

/** Nobody waits longer than this before the work on a request begins. */
const LONGEST_WAIT_MS = 1_000;
