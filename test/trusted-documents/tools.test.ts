import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FIREWALLS } from '../../src/simulator/known.ts';
import { persistedRelayEnvironment } from '../clients/persisted-relay-environment.ts';
import { CaptureTasksDocument } from '../generated/operations.ts';
import { type Door, openDoor } from '../http/door.ts';

/** Apollo's tool takes one operation a file. */
const OPERATIONS = 'test/operations/capture-tasks.graphql';
const MODULES = new URL('../../node_modules/', import.meta.url);
const TASKS = { totalCount: 140, edges: [expect.anything(), expect.anything()] };
const variables = { firewallId: FIREWALLS.documented, first: 2 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'document-tools-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a tool of the ecosystem, as a front end's build does. */
function run(program: string, args: readonly string[], cwd = '.'): void {
  execFileSync(process.execPath, [fileURLToPath(new URL(program, MODULES)), ...args], { stdio: 'pipe', cwd });
}

const config = async (name: string, content: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
};

/** relay-compiler with `persistConfig`. @returns its file, and its artifact of the query */
async function relay(): Promise<string> {
  await mkdir(join(folder, 'src'));
  await mkdir(join(folder, 'artifacts'));
  await copyFile('test/clients/relay-capture-tasks.ts', join(folder, 'src/relay-capture-tasks.ts'));
  await copyFile('schema/schema.graphql', join(folder, 'schema.graphql'));
  // The compiler adds to the file, and wants one to add to.
  await config('relay-documents.json', {});
  const settings = {
    language: 'typescript',
    src: 'src',
    schema: 'schema.graphql',
    artifactDirectory: 'artifacts',
    eagerEsModules: true,
    noSourceControl: true,
    persistConfig: { file: 'relay-documents.json' },
  };
  run('relay-compiler/cli.js', ['--noWatchman', await config('relay.config.json', settings)], folder);
  return join(folder, 'relay-documents.json');
}

async function codegen(): Promise<string> {
  const output = { preset: 'client', presetConfig: { persistedDocuments: true } };
  const settings = {
    schema: 'schema/schema.graphql',
    documents: OPERATIONS,
    generates: { [`${folder}/gen/`]: output },
  };
  run('@graphql-codegen/cli/esm/bin.js', ['--config', await config('codegen.json', settings)]);
  return join(folder, 'gen/persisted-documents.json');
}

async function apollo(): Promise<string> {
  const output = join(folder, 'manifest.json');
  const settings = await config('apollo.json', { documents: [OPERATIONS], output });
  run('@apollo/generate-persisted-query-manifest/cli.js', ['--config', settings]);
  return output;
}

const openOnly = (file: string) => openDoor({ TRUSTED_DOCUMENTS: file, TRUSTED_DOCUMENTS_MODE: 'only' });

describe('what the tools write is executed, in mode `only`', () => {
  test("Relay's: by the id that the artifact of a query has", async () => {
    const file = await relay();
    const artifact = await readFile(join(folder, 'artifacts/relayCaptureTasksQuery.graphql.ts'), 'utf8');
    const [, documentId] = /"id": "(\w+)",\s+"metadata"/.exec(artifact)!;
    expect(artifact).toContain('"text": null');
    const door = await openOnly(file);
    const params = {
      id: documentId!,
      name: 'relayCaptureTasksQuery',
      text: null,
      operationKind: 'query',
      metadata: {},
    };
    const environment = persistedRelayEnvironment(`${door.origin}/graphql`, 'token-of-a-tenant');
    const answer = await environment
      .getNetwork()
      .execute({ ...params, cacheID: documentId! } as never, variables, {})
      .toPromise();
    expect(answer).toMatchObject({ data: { firewall: { captureTasks: TASKS } } });
    expect(await allKnown(door, file)).toBe(2);
    await door.close();
  }, 60_000);

  test("codegen's: by the hash that the document carries", async () => {
    const file = await codegen();
    const typed = await readFile(join(folder, 'gen/graphql.ts'), 'utf8');
    const [, documentId] = /"__meta__":\s*\{\s*"hash":\s*"([^"]+)"/.exec(typed)!;
    const door = await openOnly(file);
    const { body } = await door.post({ documentId, variables });
    expect(body).toMatchObject({ data: { captureTasks: TASKS } });
    expect(await allKnown(door, file)).toBe(1);
    await door.close();
  }, 60_000);

  test("Apollo's: by Apollo Client and its link, which sends no text", async () => {
    const file = await apollo();
    const { operations } = JSON.parse(await readFile(file, 'utf8'));
    const door = await openOnly(file);
    const ids = new Map<string, string>(operations.map(({ name, id }: Record<'name' | 'id', string>) => [name, id]));
    const sent: string[] = [];
    const http = new HttpLink({
      uri: `${door.origin}/graphql`,
      headers: { 'x-auth-token': 'token-of-a-tenant' },
      fetch: (input, init) => {
        sent.push(String(init?.body));
        return fetch(input, init);
      },
    });
    const generateHash = () => ids.get('CaptureTasks')!;
    const link = ApolloLink.from([new PersistedQueryLink({ generateHash }), http]);
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const { data } = await client.query({ query: CaptureTasksDocument, variables });
    expect(data?.captureTasks).toMatchObject(TASKS);
    expect(sent).toEqual([expect.not.stringContaining('"query"')]);
    await door.close();
  }, 60_000);
});

/** How many documents of a map are there; the others would not be found. */
async function allKnown(door: Door, file: string): Promise<number> {
  const ids = Object.keys(JSON.parse(await readFile(file, 'utf8')));
  for (const documentId of ids) {
    const { body } = await door.post({ documentId, variables: { ...variables, id: 'no id' } }, { 'x-explain': 'plan' });
    expect(body).toMatchObject({ data: null, extensions: { explain: { plan: { calls: expect.any(Number) } } } });
  }
  return ids.length;
}
