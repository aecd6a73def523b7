import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIREWALLS } from '../../src/simulator/known.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What `NAMES` gives for its first page. */
export const NAMES = 'query Names($first: Int) { firewalls(first: $first) { nodes { name } } }';
export const FOLLOW = `subscription Follow { captureTaskChanges(firewallId: "${FIREWALLS.single}") { reset totalCount } }`;
export const STOP = `mutation Stop { stopCaptureTask(input: { firewallId: "${FIREWALLS.single}", taskId: "${FIREWALLS.single}" }) { outcome } }`;
export const TEXTS: Readonly<Record<string, string>> = { names: NAMES, follow: FOLLOW, stop: STOP };

/** Apollo's manifest of some documents, by the digests of their texts as its tools have it. */
export function manifestOf(texts: readonly string[]) {
  const operations = texts.map((body) => {
    const [, type, name] = /^(\w+) (\w+)/.exec(body)!;
    return { id: sha256(body), name, type, body };
  });
  return { format: 'apollo-persisted-query-manifest', version: 1, operations };
}

/** A directory for the files of one suite. */
export class Files {
  readonly #directory = mkdtemp(join(tmpdir(), 'trusted-documents-'));

  async write(content: unknown, name = 'documents.json'): Promise<string> {
    const path = join(await this.#directory, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  async remove(): Promise<void> {
    await rm(await this.#directory, { recursive: true });
  }
}
