import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

/*
 * npm run build [-- FOLDER [ENTRY …]]: src and the libraries it needs, as a few files in dist, or in another folder; or
 * what other entries need of them, for the tests.
 *
 * As one file a module they were 1,345, and finding, opening and linking those took half of the start and 25 MB. What is
 * loaded only where it is asked for (import()) stays in files of its own. Nothing is minified: stack traces keep their
 * names, and `node --enable-source-maps` gives them their files and lines. GraphiQL's page, 9 MB in one file already, stays
 * in its package.
 */

const ROOT = fileURLToPath(new URL('.', import.meta.url));

// Libraries of CommonJS find Node's own modules by `require`, which a file that is a module does not have.
const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

/** @param outdir is emptied first; it stands beside package.json, README.md and node_modules */
async function buildPackage(outdir: string, entryPoints: string[]): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: { js: REQUIRE },
    external: ['@graphql-yoga/render-graphiql'],
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  await cp(join(ROOT, 'src/graphiql'), join(outdir, 'graphiql'), { recursive: true });
  await writeFile(join(outdir, 'LICENSES.txt'), await licenses(metafile));
}

/** The licences of the libraries whose code is in the files, as these want it: each with its text. */
async function licenses({ inputs }: Metafile): Promise<string> {
  const folders = Object.keys(inputs).flatMap((input) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
    const file = (await readdir(join(ROOT, folder))).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? '' : `\n${await readFile(join(ROOT, folder, file), 'utf8')}`;
    return `${name} ${version}: ${license}\n${text}`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(80)}\n\n`);
}

const [outdir = join(ROOT, 'dist'), ...entryPoints] = process.argv.slice(2);
await buildPackage(resolve(outdir), entryPoints.length > 0 ? entryPoints : ['src/main.ts', 'src/cli.ts']);
