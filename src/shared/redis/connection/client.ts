import { createClient } from '@redis/client';

/** More commands than this never wait for an answer. */
const MAX_QUEUE = 20_000;
const CONNECT_MS = 2_000;

/**
 * A client that queues nothing while it is not connected.
 *
 * @param reconnectMs after this long it connects again; false: it does not
 */
export function clientOf(url: string, reconnectMs: number | false) {
  return createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: MAX_QUEUE,
    // The library's own limit makes an AbortSignal for each command, which costs more than the command; see `within`.
    commandOptions: { timeout: 0 },
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: reconnectMs, noDelay: true },
  });
}

export type Client = ReturnType<typeof clientOf>;

/** Whether a Redis lets this process in and lets it write; else the code of the fault, such as `ECONNREFUSED`. */
export async function tryRedis(url: string): Promise<{ readonly fault: string | null }> {
  const client = clientOf(url, false);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.set('cfw-graphql:check', '1', { expiration: { type: 'PX', value: 1_000 } });
    return { fault: null };
  } catch (error) {
    return { fault: faultOf(error) };
  } finally {
    client.destroy();
  }
}

/** Redis begins its own errors with a word in capitals; of anything else only the code is told. */
function faultOf(error: unknown): string {
  const { code, message = '' } = error as Partial<NodeJS.ErrnoException>;
  return code ?? /^[A-Z]{3,20}\b/.exec(message)?.[0] ?? 'no answer';
}
