import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** By its place, so that it is found from other directories. */
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** Programs that `build-programs.mjs` has built. */
const BUILT: Readonly<Record<string, string>> = { 'src/main.ts': 'main.js', 'src/cli.ts': 'cli.js' };

/**
 * What Node runs for a program of this package: as it is shipped, or else its source.
 *
 * @param file from the root of the repository, or absolute
 */
export function programArguments(file: string): string[] {
  const built = BUILT[file];
  if (built !== undefined) return [join(ROOT, '.built', built)];
  return file.endsWith('.ts') ? ['--import', TSX, file] : [file];
}
