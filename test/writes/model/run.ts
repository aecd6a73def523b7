import { CAPTURE_LIST, CAPTURE_WRITINGS } from './capture-writings.ts';
import { ENTRY_LIST, ENTRY_WRITINGS, seedEntries } from './entry-writings.ts';
import { type Lane, openLane } from './lane.ts';
import type { Trial } from './trial.ts';

const DAY_MS = 86_400_000;

/** What is written to: the entries of a blacklist, or the captures of a firewall. */
export const SUBJECTS = {
  entries: { open: () => openLane(ENTRY_LIST, 'ListBlackWhiteLists'), writings: ENTRY_WRITINGS },
  captures: { open: () => openLane(CAPTURE_LIST, 'ListCaptureTask'), writings: CAPTURE_WRITINGS },
} as const;
export type Subject = keyof typeof SUBJECTS;

/** Makes writes one after the other, and tells what is wrong with what was said of them. */
export async function runTrials(lane: Lane, subject: Subject, trials: readonly Trial[]): Promise<string[]> {
  const faults: string[] = [];
  for (const [index, trial] of trials.entries()) {
    if (subject === 'entries' && index % 25 === 0) await seedEntries(lane, 6);
    faults.push(...(await runTrial(lane, subject, trial)));
  }
  return faults;
}

async function runTrial(lane: Lane, subject: Subject, trial: Trial): Promise<readonly string[]> {
  const { writings } = SUBJECTS[subject];
  // What runs ends, and the day with its twenty tasks.
  if (subject === 'captures' && trial.dice[3]! % 2 === 0) await lane.pass(DAY_MS);
  const rows = await lane.rows();
  for (let turn = 0; turn < writings.length; turn++) {
    const wish = writings[(trial.kind + turn) % writings.length]!(rows, trial.dice, lane);
    if (wish !== null) return lane.write(wish, trial);
  }
  throw new Error('nothing can be written');
}

/** Lets everything happen that is still to come. */
export async function settle(lane: Lane): Promise<readonly string[]> {
  await lane.pass(DAY_MS);
  return lane.late();
}
