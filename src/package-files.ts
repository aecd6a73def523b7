import { readFile } from 'node:fs/promises';

/**
 * Reads a text of the package beside the code, by its path from the root of the package.
 *
 * This file is in `src`, and what the build makes of it in `dist`: the root is above both.
 */
export function packageText(path: string): Promise<string> {
  return readFile(new URL(`../${path}`, import.meta.url), 'utf8');
}

/** Reads what GraphiQL's page is made with, beside the library: it is in `src/graphiql`, and copied to `dist/graphiql`. */
export function graphiqlText(name: string): Promise<string> {
  return readFile(new URL(`./graphiql/${name}`, import.meta.url), 'utf8');
}
