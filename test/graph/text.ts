import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A text file beside this one, or anywhere in the project, by its path from here. */
export function readText(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
}
