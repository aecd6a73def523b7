import { type Agent, type IncomingMessage, request } from 'node:http';

/** One request of a load. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request and gives the whole answer. */
export function exchange(origin: string, agent: Agent, { method, path, headers, body }: LoadRequest): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const onResponse = (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const answer = Buffer.concat(chunks);
        const failed = response.statusCode !== 200 || answer.subarray(0, 10).includes('"errors"');
        if (failed) reject(new Error(`${method} ${path}: ${response.statusCode} ${answer.subarray(0, 500)}`));
        else resolve(answer);
      });
    };
    const sent = request(`${origin}${path}`, { method, agent, headers }, onResponse);
    sent.on('error', reject);
    sent.end(body);
  });
}
