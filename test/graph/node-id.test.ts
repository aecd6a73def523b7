import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readNodeId, writeNodeId } from '../../src/graph/relay/node-id.ts';
import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';
import { withBed } from './own-bed.ts';

const TASK = writeNodeId('CaptureTask', FIREWALLS.documented, '24e6bb6d-d335-48fd-b9c7-bbaaa851d209');
const NOBODY = '00000000-0000-4000-8000-000000000000';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/= !é';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
beforeEach(() => bed.calls());
afterAll(() => bed.close());

const ask = (id: string) => bed.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });

test('an id is opaque, and safe in a URL', () => {
  expect(TASK).toMatch(/^[\w-]{1,160}$/);
  expect(TASK).not.toContain('24e6bb6d');
});

test('what is written is read, whatever the parts hold', () => {
  const part = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !text.includes('~'));
  fc.assert(
    fc.property(
      fc.constantFrom('CaptureTask', 'Firewall'),
      fc.array(part, { minLength: 1, maxLength: 4 }),
      (typename, parts) => {
        expect(readNodeId(writeNodeId(typename, ...parts))).toEqual({ typename, parts, intact: true });
      },
    ),
  );
});

describe('a damaged id', () => {
  const damages = [...TASK].flatMap((own, at) => [
    ...[...ALPHABET].filter((other) => other !== own).map((other) => TASK.slice(0, at) + other + TASK.slice(at + 1)),
    ...[...ALPHABET].map((added) => TASK.slice(0, at) + added + TASK.slice(at)),
    TASK.slice(0, at) + TASK.slice(at + 1),
    TASK.slice(0, at),
  ]);

  test('is never read as one: every character changed, added, taken out, and the text cut off', () => {
    expect(damages.length).toBeGreaterThan(10_000);
    expect(damages.filter((id) => id !== TASK && readNodeId(id)?.intact)).toEqual([]);
    // The control: nothing of the sort happens to the id itself.
    expect(readNodeId(TASK)?.intact).toBe(true);
  });

  test.each([
    ['a character changed', TASK.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['a character added', `${TASK}A`],
    ['the padding that base64url leaves out', `${TASK}=`],
    ['a blank added', `${TASK} `],
    ['cut off', TASK.slice(0, -1)],
    ['empty', ''],
    ['an id of CFW', FIREWALLS.documented],
    ['text', 'not an id'],
    ['10,000 characters', 'A'.repeat(10_000)],
    ['no check sum', Buffer.from(`Firewall:${FIREWALLS.documented}`).toString('base64url')],
    ['a part too many', writeNodeId('Firewall', FIREWALLS.documented, 'x')],
    ['a part that cannot be decoded', forged('Firewall:%zz')],
  ])('%s: BAD_USER_INPUT and no call', async (_what, id) => {
    const { data, errors } = await ask(id);
    expect(data).toEqual({ node: null });
    expect(errors).toEqual([
      expect.objectContaining({ path: ['node'], extensions: { code: 'BAD_USER_INPUT', argument: 'id' } }),
    ]);
    expect(await bed.calls()).toEqual([]);
  });

  test('spoils only its own place in nodes', async () => {
    const { data, errors } = await bed.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [TASK, `${TASK}A`, TASK],
    });
    expect(data).toEqual({ nodes: [{ id: TASK }, null, { id: TASK }] });
    expect(errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([[['nodes', 1], 'BAD_USER_INPUT']]);
  });
});

/** An id with a right check sum that this graph would not write. */
function forged(text: string): string {
  const [typename = '', part = ''] = text.split(':');
  const honest = Buffer.from(writeNodeId(typename, part), 'base64url').toString();
  expect(honest).not.toContain(text);
  return Buffer.from(honest.replace(encodeURIComponent(part), part)).toString('base64url');
}

describe('a well-formed id of nothing is null', () => {
  test.each([
    ['a task that is not there', writeNodeId('CaptureTask', FIREWALLS.documented, NOBODY)],
    ['a task of a firewall that is not there', writeNodeId('CaptureTask', NOBODY, NOBODY)],
    ['an entry that is not there', writeNodeId('ListEntry', OBJECTS.documented, 'BLACKLIST', NOBODY)],
    ['an entry of an object that is not there', writeNodeId('ListEntry', NOBODY, 'BLACKLIST', NOBODY)],
    ['an entry of a list that is none', writeNodeId('ListEntry', OBJECTS.documented, 'GREYLIST', NOBODY)],
    ['a firewall that is not there', writeNodeId('Firewall', NOBODY)],
    ['an object that is not there', writeNodeId('ProtectedObject', FIREWALLS.documented, NOBODY)],
    ['an object of a firewall that is not there', writeNodeId('ProtectedObject', NOBODY, NOBODY)],
    ['a type that this graph has not', writeNodeId('Product', '1')],
    ['an id of another graph', Buffer.from('Product:1').toString('base64')],
  ])('%s', async (_what, id) => {
    expect(await ask(id)).toEqual({ data: { node: null } });
  });
});

test('nodes takes as many ids as a connection has rows, and not one more', async () => {
  await withBed({ MAX_PAGE_SIZE: '3' }, {}, async (small) => {
    const nodes = (count: number) =>
      small.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(count).fill(TASK) });
    expect((await nodes(3)).data).toEqual({ nodes: Array(3).fill({ id: TASK }) });
    const { errors } = await nodes(4);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toMatch(/(?=.*\bids\b)(?=.*\b3\b)/);
  });
});
