import { afterAll, describe, expect, test } from '@jest/globals';
import { startGatewayProcess } from '../http/gateway-process.ts';
import { EnvironmentError, readEnvironment, startServer } from '../support/built-parts.ts';
import { startWatchedGateway } from '../telemetry/watched-gateway.ts';
import { Files, manifestOf, NAMES, sha256, TEXTS } from './files.ts';

const files = new Files();
afterAll(() => files.remove());

const ODD = 'query Odd { firewalls(first: 1) { nodes { colour } } }';
const manifest = manifestOf([NAMES]);
const [operation] = manifest.operations;

describe('a file that cannot be used stops the start with one line, which names the document', () => {
  test.each<[string, unknown, RegExp]>([
    [
      'a field too many',
      { names: NAMES, odd1: ODD },
      /document odd1 \(Odd\) does not fit: .*"colour".*line 1, column 43/,
    ],
    ['in a manifest', manifestOf([NAMES, ODD]), /document [0-9a-f]{64} \(Odd\) does not fit: .*"colour"/],
    ['what cannot be parsed', { broken: 'query Broken {' }, /document broken \(Broken\) does not fit: Syntax Error/],
    ['too large', { deep: `{${'a{'.repeat(60)}b${'}'.repeat(61)}` }, /document deep does not fit: .*at most 50/],
    ['no operation', { part: 'fragment Part on Firewall { name }' }, /document part does not fit/],
    ['no text', { names: { text: NAMES } }, /names has no text/],
    ['an id twice', { ...manifest, operations: [operation, operation] }, /document \S+ \(Names\) is there twice/],
    ['a manifest of another version', { ...manifest, version: 2 }, /version 1/],
    ['a manifest without a body', { ...manifest, operations: [{ id: 'x' }] }, /operations\[0\] has no/],
    ['a list', [NAMES], /must be a map/],
    ['nothing in it', {}, /there is no document in it/],
    ['no JSON', '{"secret-of-a-file', /it is not valid JSON/],
    ['no content', ' \n', /it is empty/],
  ])('%s', async (_, content, fault) => {
    const path = await files.write(content);
    const start = startServer(readEnvironment({ PORT: '0', TRUSTED_DOCUMENTS: path }));
    const error: unknown = await start.catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(EnvironmentError);
    const { message } = error as Error;
    expect(message).toMatch(fault);
    expect(message).toMatch(/^TRUSTED_DOCUMENTS must be [^\n]*Example: TRUSTED_DOCUMENTS=[^\n]+$/);
    expect(message).not.toContain('secret-of-a-file');
  });

  test('no file', async () => {
    const start = startServer(readEnvironment({ PORT: '0', TRUSTED_DOCUMENTS: '/nowhere/documents.json' }));
    await expect(start).rejects.toThrow(/it cannot be read \(ENOENT\)/);
  });

  test('a mode without a file, and a mode that there is not', () => {
    expect(() => readEnvironment({ TRUSTED_DOCUMENTS_MODE: 'only' })).toThrow(/^TRUSTED_DOCUMENTS is not set/);
    expect(() => readEnvironment({ TRUSTED_DOCUMENTS: 'x', TRUSTED_DOCUMENTS_MODE: 'some' })).toThrow(
      /^TRUSTED_DOCUMENTS_MODE must be one of prefer, log, only/,
    );
  });
});

test('on SIGHUP the file is read anew: all of it, or none', async () => {
  const path = await files.write(TEXTS, 'reread.json');
  const gateway = await startGatewayProcess({ TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_MODE: 'only' });
  const codeOf = async (documentId: string) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ documentId }),
    });
    return (await response.json()).errors?.[0]?.extensions.code ?? 'OK';
  };
  const said = async (count: number, word: string) => {
    while (gateway.output().split(word).length <= count) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  expect([await codeOf('names'), await codeOf('newer')]).toEqual(['OK', 'DOCUMENT_NOT_FOUND']);

  await files.write({ newer: NAMES, odd1: ODD }, 'reread.json');
  gateway.signal('SIGHUP');
  await said(1, 'the trusted documents stay those before');
  expect(gateway.output()).toContain('document odd1 (Odd) does not fit');
  expect([await codeOf('names'), await codeOf('newer')]).toEqual(['OK', 'DOCUMENT_NOT_FOUND']);

  await files.write({ newer: NAMES }, 'reread.json');
  gateway.signal('SIGHUP');
  await said(2, 'trusted documents read');
  expect([await codeOf('names'), await codeOf('newer')]).toEqual(['DOCUMENT_NOT_FOUND', 'OK']);
  gateway.signal('SIGTERM');
  expect(await gateway.exited).toBe(0);
});

test('in mode `log` what is not asked for by an id is executed, and told of once', async () => {
  const path = await files.write(TEXTS);
  const gateway = await startWatchedGateway({ TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_MODE: 'log' });
  const other = 'query Other { firewalls(first: 1) { nodes { name } } } # a secret remark';
  for (const query of [other, other, NAMES, '{ nothing }']) await gateway.post({ query });
  await gateway.post({ documentId: 'names' } as never, { 'x-request-id': 'the-last' });
  await gateway.log.request('the-last');
  const lines = gateway.log.lines.filter(({ msg }) => String(msg).includes('trusted document') && !/read$/.test(msg));
  expect(lines).toEqual([
    expect.objectContaining({ level: 'warn', operation: 'Other', sha256: sha256(other), listed: false }),
    expect.objectContaining({ level: 'warn', operation: 'Names', sha256: sha256(NAMES), listed: true }),
  ]);
  expect(gateway.log.text).not.toContain('a secret remark');
  await gateway.close();
});

test('so many operations are told of, and no more', async () => {
  const path = await files.write(TEXTS);
  const gateway = await startWatchedGateway({ TRUSTED_DOCUMENTS: path, TRUSTED_DOCUMENTS_MODE: 'log' });
  for (let index = 0; index < 1_010; index++) await gateway.post({ query: `{ a${index}: __typename }` });
  const told = gateway.log.lines.filter(({ msg }) => msg.includes('was not asked for as a trusted document'));
  const ends = gateway.log.lines.filter(({ msg }) => msg.includes('are not told of'));
  expect([told.length, ends.length]).toEqual([1_000, 1]);
  await gateway.close();
});
