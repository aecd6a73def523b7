import { afterAll, expect, test } from '@jest/globals';
import { openDoor } from '../http/door.ts';
import { Random } from '../paging/random.ts';
import { Files, NAMES, sha256, TEXTS } from './files.ts';

/** `OPERATIONS=10000 npm test -- test/trusted-documents/foreign` is the long run. */
const OPERATIONS = Number(process.env.OPERATIONS ?? 300);
const AT_A_TIME = 16;

const files = new Files();
afterAll(() => files.remove());

const variables = { first: 1 };
/** Ways to have something else executed than what is in the file. */
const FOREIGN: readonly ((text: string) => unknown)[] = [
  (query) => ({ query, variables }),
  (query) => ({ query, variables, documentId: 'names' }),
  (query) => ({ query, variables, documentId: sha256(query) }),
  (query) => ({ query, variables, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(query) } } }),
  (query) => ({ query, variables, extensions: { persistedQuery: { version: 1, sha256Hash: sha256(NAMES) } } }),
  (query) => [
    { query, variables },
    { documentId: 'names', variables },
  ],
];

/** A text that is in no file: other spaces, another name, a field more, or introspection. */
function foreignText(random: Random, index: number): string {
  return random.of([
    NAMES.replace(' ', ' '.repeat(2 + random.below(9))),
    `${NAMES} # ${index}`,
    NAMES.replace('Names', `Names${index}`),
    NAMES.replace('name', `name a${index}: firewallId`),
    `{ a${index}: firewalls(first: 1) { totalCount } __schema { queryType { name } } }`,
  ]);
}

test('in mode `only` nothing is executed that is not in the file, however it is sent', async () => {
  const door = await openDoor({ TRUSTED_DOCUMENTS: await files.write(TEXTS), TRUSTED_DOCUMENTS_MODE: 'only' });
  const random = new Random(17);
  const codes = new Map<unknown, number>();
  const token = { 'x-auth-token': 'token-of-a-tenant' };
  await door.calls();
  const one = async (index: number) => {
    const text = foreignText(random, index);
    const { body } = random.chance(0.2)
      ? await door.send({ headers: token }, `/graphql?${new URLSearchParams({ query: text })}`)
      : await door.post(random.of(FOREIGN)(text));
    const code = body.data === undefined ? body.errors?.[0]?.extensions?.code : 'EXECUTED';
    codes.set(code, (codes.get(code) ?? 0) + 1);
  };
  for (let index = 0; index < OPERATIONS; index += AT_A_TIME) {
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, OPERATIONS - index) }, (_, at) => one(index + at)));
  }
  expect([...codes]).toEqual([['FORBIDDEN', OPERATIONS]]);
  expect(await door.calls()).toEqual([]);
  await door.close();
}, 600_000);
