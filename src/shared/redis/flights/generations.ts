import { randomUUID } from 'node:crypto';
import type { SharedWrites } from '../../shared-state.ts';
import type { RedisDoor } from '../connection/door.ts';
import { digestName } from '../sealing.ts';

/** No call takes as long as this, so that a generation that is forgotten then joins nothing older. */
const GENERATION_MS = 3_600_000;

/** Where the generation of a project is kept. */
export function generationName(project: string): string {
  return digestName('generation', project);
}

/** The generations that writes begin. */
export class RedisGenerations implements SharedWrites {
  readonly #door: RedisDoor;
  /** Projects that were written to while Redis was away: it is told before it is used again. */
  readonly #untold = new Set<string>();

  constructor(door: RedisDoor) {
    this.#door = door;
  }

  async wrote(project: string): Promise<void> {
    const name = generationName(project);
    this.#untold.add(name);
    if (this.#door.isThere && (await this.#begin(name))) this.#untold.delete(name);
  }

  /** Tells of the writes that were made while Redis was away. */
  async catchUp(): Promise<void> {
    for (const name of this.#untold) if (await this.#begin(name)) this.#untold.delete(name);
  }

  /** Never the same twice, whatever Redis has forgotten meanwhile. */
  #begin(name: string): Promise<boolean> {
    return this.#door.set(name, randomUUID(), GENERATION_MS);
  }
}
