import { CODES } from '../test/http/sound-answer.ts';
import type { Reply } from './client.ts';

interface GraphBody {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export function bodyOf({ body }: Reply): GraphBody {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** Whether it holds data and no error. */
export function isWhole(reply: Reply): boolean {
  return reply.status === 200 && !reply.body.includes('"errors":[');
}

/** What is wrong with an answer that should be whole, or say with a code of the contract why it is not. */
export function uncoded(reply: Reply): string[] {
  if (isWhole(reply)) return [];
  const { errors } = bodyOf(reply);
  if (errors === undefined || errors.length === 0) return [`HTTP ${reply.status}: ${reply.body.slice(0, 100)}`];
  return errors.flatMap(({ message, extensions }) => {
    const isCoded = CODES.includes(extensions?.code ?? '') && extensions?.code !== 'INTERNAL_SERVER_ERROR';
    return isCoded ? [] : [`${extensions?.code}: ${message}`];
  });
}
