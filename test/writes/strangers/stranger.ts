import { PROJECTS } from '../../../src/simulator/known.ts';
import { readEnvironment, startServer } from '../../support/built-parts.ts';
import type { Answer } from '../../support/gateway.ts';
import { MUTATIONS, type MutationName } from '../writing.ts';
import { type SmallCfw, startSmallCfw } from './small-cfw.ts';

/** A gateway in front of a CFW that the test answers for. */
export interface Stranger {
  readonly cfw: SmallCfw;
  ask(name: MutationName, input: object): Promise<Answer>;
  query(query: string): Promise<Answer>;
  close(): Promise<void>;
}

/** Writes have a second to be seen: what these upstreams never show is told soon. */
export async function openStranger(answer: Parameters<typeof startSmallCfw>[0]): Promise<Stranger> {
  const cfw = await startSmallCfw(answer);
  const gateway = await startServer(
    readEnvironment({
      ...{ PORT: '0', LOG_LEVEL: 'silent', CFW_ENDPOINT: cfw.url, CFW_PROJECT_ID: PROJECTS.main },
      ...{ REQUEST_TIMEOUT_MS: '1500' },
    }),
  );
  const post = async (body: object) => {
    const headers = { 'content-type': 'application/json', 'x-auth-token': 'token-of-a-tenant' };
    const response = await fetch(gateway.url, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as Answer;
  };
  return {
    cfw,
    ask: (name, input) => post({ query: MUTATIONS[name], variables: { input } }),
    query: (query) => post({ query }),
    close: async () => {
      await gateway.close();
      await cfw.close();
    },
  };
}
