import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { startGatewayProcess } from '../http/gateway-process.ts';
import { programArguments } from '../support/programs.ts';

/** V8's own digest of all flags that are in force. */
const TELL =
  'data:text/javascript,import v8 from "node:v8";process.on("SIGWINCH",()=>console.log("flags",v8.cachedDataVersionTag(),"."))';

/** The digest of a process that was started with just these flags. */
function digestOf(...flags: string[]): string {
  const { stdout } = spawnSync(process.execPath, [...flags, '-p', 'v8.cachedDataVersionTag()'], { encoding: 'utf8' });
  return stdout.trim();
}

/** The digest of a gateway that was started with these options of node. */
async function digestOfGateway(...options: string[]): Promise<string> {
  const gateway = await startGatewayProcess({}, ['--import', TELL, ...options, ...programArguments('src/main.ts')]);
  try {
    gateway.signal('SIGWINCH');
    for (;;) {
      const [, digest] = /flags (\d+) \./.exec(gateway.output()) ?? [];
      if (digest !== undefined) return digest;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  } finally {
    await gateway.kill();
  }
}

/** What the gateway sets: on other releases it pays nothing. */
const OWN = process.versions.node.startsWith('20.')
  ? ['--no-allocation-site-pretenuring', '--heap-growing-percent=100']
  : [];

describe('the flags of V8', () => {
  test('are set where they pay and nobody has said anything', async () => {
    expect(await digestOfGateway()).toBe(digestOf(...OWN));
  }, 60_000);

  test.each(['--heap-growing-percent=37', '--allocation_site_pretenuring'])(
    "stay as the operator's %s has them",
    async (flag) => {
      const others = OWN.filter((own) => own.includes('heap') !== flag.includes('heap'));
      expect(await digestOfGateway(flag)).toBe(digestOf(flag, ...others));
    },
    20_000,
  );

  test('of the image are flags that this Node takes', async () => {
    const [, options] = /NODE_OPTIONS=(\S+)/.exec(await readFile('Dockerfile', 'utf8'))!;
    const env = { PATH: process.env.PATH, NODE_OPTIONS: options };
    expect(spawnSync(process.execPath, ['-p', '1'], { env, encoding: 'utf8' })).toMatchObject({
      stdout: '1\n',
      stderr: '',
    });
  });
});
