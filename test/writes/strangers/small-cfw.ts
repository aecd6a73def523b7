import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came. */
export interface Came {
  readonly method: string;
  /** Behind `/v1/{project_id}/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingMessage['headers'];
}

/** What is answered: a status and a body, or nothing where the hook has written to the response itself. */
export type Reply = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];

/**
 * A CFW with as little sense as possible, for what the simulator would not do: a test says what each call is answered.
 * It knows lists alone, and shows the rows that the test holds.
 */
export interface SmallCfw {
  readonly url: string;
  readonly entries: Record<string, unknown>[];
  readonly tasks: Record<string, unknown>[];
  /** All calls since the last time, in order. */
  came(): readonly Came[];
  close(): Promise<void>;
}

/** @param answer what a call is answered; undefined: the list that it asks for; null: the hook does it itself */
export async function startSmallCfw(
  answer: (
    call: Came,
    cfw: SmallCfw,
    response: ServerResponse,
  ) => Reply | null | undefined | Promise<Reply | null | undefined>,
): Promise<SmallCfw> {
  const entries: Record<string, unknown>[] = [];
  const tasks: Record<string, unknown>[] = [];
  let came: Came[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://cfw');
    const call: Came = {
      method: request.method ?? '',
      path: url.pathname.replace(/^\/v[12]\/[^/]+\//, ''),
      query: url.searchParams,
      body: text === '' ? {} : JSON.parse(text),
      headers: request.headers,
    };
    came.push(call);
    const reply = await answer(call, cfw, response);
    if (reply === null) return;
    const [status, body, headers] = reply ?? listOf(call, cfw);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cfw: SmallCfw = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    entries,
    tasks,
    came() {
      const all = came;
      came = [];
      return all;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return cfw;
}

/** A page of the list that a call asks for. */
export function listOf({ path, query }: Came, { entries, tasks }: SmallCfw): Reply {
  const rows = path === 'capture-task' ? tasks : entries;
  const offset = Number(query.get('offset'));
  const limit = Number(query.get('limit'));
  const records = rows.slice(offset, offset + limit);
  return [200, { data: { offset, limit, total: rows.length, records } }];
}
