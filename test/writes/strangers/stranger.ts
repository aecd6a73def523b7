import { PROJECTS } from '../../../src/simulator/known.ts';
import { readEnvironment, startServer } from '../../support/built-parts.ts';
import type { Answer } from '../../support/gateway.ts';
import { type DeleteResult, type EntryResult, MUTATIONS, type MutationName, OBJECT, payloadOf } from '../writing.ts';
import { type SmallCfw, startSmallCfw } from './small-cfw.ts';

/** A gateway in front of a CFW that the test answers for. */
export interface Stranger {
  readonly cfw: SmallCfw;
  ask(name: MutationName, input: object): Promise<Answer>;
  query(query: string): Promise<Answer>;
  /** Puts addresses on the blacklist. */
  created(...addresses: string[]): Promise<EntryResult[]>;
  /** Takes entries off it. */
  removed(...listIds: string[]): Promise<DeleteResult[]>;
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
  const ask = (name: MutationName, input: object) => post({ query: MUTATIONS[name], variables: { input } });
  return {
    cfw,
    ask,
    query: (query) => post({ query }),
    async created(...addresses) {
      const entries = addresses.map((address) => ({ address, direction: 'SOURCE', protocol: 'ANY' }));
      return payloadOf<{ results: EntryResult[] }>(await ask('createListEntries', { ...BLACKLIST, entries })).results;
    },
    async removed(...listIds) {
      return payloadOf<{ results: DeleteResult[] }>(await ask('deleteListEntries', { ...BLACKLIST, listIds })).results;
    },
    close: async () => {
      await gateway.close();
      await cfw.close();
    },
  };
}

export const BLACKLIST = { objectId: OBJECT, listType: 'BLACKLIST' };

/** An entry as CFW lists it. */
export function entry(list_id: string, address = '192.0.2.7') {
  return { list_id, address, address_type: 0, direction: 0, protocol: -1 };
}

export const outcomes = (results: readonly { outcome: string }[]) => results.map(({ outcome }) => outcome);
