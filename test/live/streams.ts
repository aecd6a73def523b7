import type { TestBed } from '../support/gateway.ts';

/** One event as a caller sees it. */
export interface Changes {
  readonly added: readonly { readonly id: string; readonly name?: string }[];
  readonly changed: readonly { readonly id: string; readonly name?: string }[];
  readonly removed: readonly string[];
  readonly totalCount: number;
  readonly version: string;
  readonly reset: boolean;
}

/** One result on a stream. */
export interface StreamResult {
  readonly data?: Readonly<Record<string, Changes>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: { readonly explain?: { readonly polls?: readonly Record<string, unknown>[] } };
}

/** An answer as Server-Sent Events. */
export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** The next result; null when the operation is complete. Rejects when the stream ends before that. */
  next(): Promise<StreamResult | null>;
  /** The next result's event, of the only root field. */
  changes(): Promise<Changes>;
  /** All bytes so far, as text. */
  text(): string;
  leave(): void;
}

export const CHANGES = '{ added { id name } changed { id name } removed totalCount version reset }';
export const FOLLOW_TASKS = `subscription Tasks($firewallId: ID!, $since: String) {
  captureTaskChanges(firewallId: $firewallId, since: $since) ${CHANGES}
}`;
export const FOLLOW_ENTRIES = `subscription Entries($objectId: ID!, $listType: ListType!, $since: String) {
  listEntryChanges(objectId: $objectId, listType: $listType, since: $since) {
    added { id address } changed { id address } removed totalCount version reset
  }
}`;

/** Sends an operation and reads the answer as a stream. */
export async function openStream(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const caller = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      'x-auth-token': 'token-of-a-tenant',
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    signal: caller.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  let unread = '';
  const message = async (): Promise<string> => {
    for (;;) {
      const end = unread.indexOf('\n\n');
      if (end >= 0) {
        const text = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (text.startsWith('event: ')) return text;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) throw new Error('the stream has ended');
      seen += value;
      unread += value;
    }
  };
  const stream: EventStream = {
    status: response.status,
    headers: response.headers,
    async next() {
      const text = await message();
      return text.startsWith('event: next\ndata: ') ? (JSON.parse(text.slice(18)) as StreamResult) : null;
    },
    async changes() {
      const result = await stream.next();
      const [changes] = Object.values(result?.data ?? {});
      if (changes === undefined) throw new Error(`no event but ${JSON.stringify(result)}`);
      return changes;
    },
    text: () => seen,
    leave: () => caller.abort(),
  };
  return stream;
}

/** Follows the capture tasks of a firewall. */
export function followTasks(
  bed: { readonly gateway: Pick<TestBed['gateway'], 'url'> },
  firewallId: string,
  since?: string,
  headers?: Record<string, string>,
): Promise<EventStream> {
  return openStream(bed.gateway.url, FOLLOW_TASKS, { firewallId, since }, headers);
}
