/**
 * A file of the package beside the code, by its path from the root of the package.
 *
 * This file is in `src`, and what the build makes of it in `dist`: the root is above both.
 */
export function packageFile(path: string): URL {
  return new URL(`../${path}`, import.meta.url);
}

/** What GraphiQL's page is made with, beside the library: in `src/graphiql`, and copied to `dist/graphiql`. */
export function graphiqlFile(name: string): URL {
  return new URL(`./graphiql/${name}`, import.meta.url);
}
