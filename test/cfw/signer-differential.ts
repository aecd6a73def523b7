// Compares the signer with the vendor's own on random requests. The vendor's package is fetched into a temporary
// folder, because its weight (45 packages) has no place among the dependencies. Exits with 1 on any difference.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signRequest } from '../../src/cfw/credentials/signer.ts';
import { canonicalQuery } from '../../src/cfw/wire/canonical-query.ts';

const VENDOR = '@huaweicloud/huaweicloud-sdk-core@3.1.211';
const REQUESTS = 20_000;
const PLAIN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~';
const LETTERS = `${PLAIN}+/=`;
const ANY = `${LETTERS} !"#$%&'()*,:;<>?@[]^\`{|}é漢😀`;

interface VendorSigner {
  sign(request: object, credential: { getAk(): string; getSk(): string }): Record<string, string>;
}

const folder = mkdtempSync(join(tmpdir(), 'signer-'));
let differences = 0;
try {
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', VENDOR], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const vendorRequire = createRequire(join(folder, 'signer.cjs'));
  const vendor = vendorRequire('@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner') as { AKSKSigner: VendorSigner };
  for (let index = 0; index < REQUESTS; index++) {
    if (!agrees(vendor.AKSKSigner)) differences += 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${differences} differences in ${REQUESTS} random requests`);
process.exitCode = differences === 0 ? 0 : 1;

/** Signs one random request both ways. Kept to what the vendor's signer gets right (cfw-api 3.4). */
function agrees(vendor: VendorSigner): boolean {
  const accessKey = text(LETTERS, 20);
  const secretKey = text(LETTERS, 40);
  const securityToken = chance() ? text(LETTERS, 200) : undefined;
  const at = Math.floor(Math.random() * 4e12);
  const method = pick(['GET', 'POST', 'PUT', 'DELETE']);
  const path = `/${Array.from({ length: below(5) + 1 }, () => text(PLAIN, 20)).join('/')}`;
  const query = Object.fromEntries(
    Array.from({ length: below(8) }, () => [text(ANY, 12), chance() ? below(1000) : text(ANY, 40)]),
  );
  const data = method === 'GET' || chance() ? undefined : { [text(ANY, 9)]: text(ANY, 60) };
  const body = data === undefined ? '' : JSON.stringify(data);
  const host = `${text(PLAIN, 12).toLowerCase()}.example.com`;
  const headers = { 'content-type': 'application/json', 'x-project-id': text(LETTERS, 32) };

  const ours = signRequest(
    { method, host, path, query: canonicalQuery(query), headers, body },
    { accessKey, secretKey, securityToken },
    at,
  );
  const theirs = vendor.sign(
    {
      endpoint: `https://${host}${path}`,
      method,
      queryParams: query,
      headers: {
        ...headers,
        'X-Sdk-Date': ours['x-sdk-date'],
        ...(securityToken === undefined ? {} : { 'X-Security-Token': securityToken }),
      },
      data,
    },
    { getAk: () => accessKey, getSk: () => secretKey },
  );
  if (theirs.Authorization === ours.authorization) return true;
  if (differences < 3) console.error({ method, path, query, body, ours: ours.authorization, theirs });
  return false;
}

function below(limit: number): number {
  return Math.floor(Math.random() * limit);
}

function chance(): boolean {
  return Math.random() < 0.5;
}

function pick(choices: readonly string[]): string {
  return choices[below(choices.length)] ?? '';
}

function text(alphabet: string, length: number): string {
  const characters = [...alphabet];
  return Array.from({ length: below(length) + 1 }, () => pick(characters)).join('');
}
