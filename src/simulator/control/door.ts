import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from '../exchange.ts';
import { ACTIONS, type Action, type Controls } from './actions.ts';

const PREFIX = '/_simulator/';
const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** True for a request that is not meant for CFW. */
export function isControl(url: string): boolean {
  return url.startsWith(PREFIX);
}

/** Answers a request to the control door: 200 with JSON, 204, 400 with `{error}`, or 404. */
export async function control(controls: Controls, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let status = 200;
  let result: unknown;
  try {
    const url = new URL(request.url ?? '', 'http://simulator');
    const text = ((await bodyOf(request, MAX_BODY_BYTES)) ?? '').toString();
    const action = actionOf(request.method ?? '', url.pathname.slice(PREFIX.length));
    controls.agenda.run();
    result = action && (await action(controls, text === '' ? {} : JSON.parse(text), url.searchParams));
    if (!action) [status, result] = [404, { error: `there are ${Object.keys(ACTIONS).join(', ')}, DELETE rows/{id}` }];
    else if (result === false) [status, result] = [404, { error: 'no such row' }];
    else if (result === undefined || result === true) status = 204;
  } catch (error) {
    [status, result] = [400, { error: error instanceof Error ? error.message : String(error) }];
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 204 ? undefined : JSON.stringify(result));
}

function actionOf(method: string, path: string): Action | undefined {
  const [, id] = /^rows\/(.+)$/.exec(path) ?? [];
  if (method === 'DELETE' && id !== undefined) return ({ world }) => world.removeRow(decodeURIComponent(id));
  const key = `${method} ${path}`;
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}
