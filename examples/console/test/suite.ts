import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type Desk, openDesk } from './desk.ts';

/** A desk for the tests of a file; after each test its tabs are closed, and CFW does nothing wrong any more. */
export function inConsole(variables: Record<string, string> = {}): Pick<Desk, 'bed' | 'url' | 'cutOff' | 'open'> {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(variables);
  }, 120_000);
  afterEach(async () => {
    await desk.clear();
    await desk.bed.control('DELETE', 'faults');
  });
  afterAll(() => desk?.close());
  return {
    get bed() {
      return desk.bed;
    },
    get url() {
      return desk.url;
    },
    cutOff: () => desk.cutOff(),
    open: (...asked) => desk.open(...asked),
  };
}
