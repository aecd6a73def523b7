import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { startTestBed, type TestBed } from '../support/gateway.ts';

/** Runs a part of a test against a gateway of its own, which is closed however the part ends. */
export async function withBed(
  variables: Record<string, string>,
  options: SimulatorOptions,
  part: (bed: TestBed) => Promise<void>,
): Promise<void> {
  const bed = await startTestBed(variables, options);
  try {
    await part(bed);
  } finally {
    await bed.close();
  }
}
