import { expect, test } from '@jest/globals';
import { afterLooking, afterSending, type Known, type Seen } from '../../src/writes/next-step.ts';

const BOOLEANS = [false, true];
const LAST = ['neverLeft', 'refused', 'answered', 'unknown'] as const;

const KNOWN: readonly Known[] = LAST.flatMap((last) =>
  BOOLEANS.flatMap((doubtful) =>
    BOOLEANS.flatMap((repeatable) =>
      BOOLEANS.flatMap((mayPass) => BOOLEANS.map((canSend) => ({ last, doubtful, repeatable, mayPass, canSend }))),
    ),
  ),
);
const text = (known: object) => JSON.stringify(known);

test('there are 64 cases after a sending', () => {
  expect(KNOWN).toHaveLength(64);
});

test.each(KNOWN.map((known) => [text(known), known] as const))('%s', (_, known) => {
  const { last, doubtful, repeatable, mayPass, canSend } = known;
  const step = afterSending(known);
  // What may have been carried out is never sent again where a second time would change something.
  if (!repeatable && (doubtful || last === 'unknown')) expect(step).not.toBe('send');
  // What may have been carried out never counts as failed: the list decides.
  if (doubtful || last === 'unknown') expect(step).not.toBe('fail');
  // What CFW took is looked for, and nothing else.
  if (last === 'answered') expect(step).toBe('look');
  // Without time, or too often already, nothing is sent.
  if (!canSend) expect(step).not.toBe('send');
  // What never left is sent again wherever that may help.
  if (last === 'neverLeft' && mayPass && canSend && !doubtful) expect(step).toBe('send');
  // A refusal for good is the end of it, unless an earlier sending may have done it.
  if (last === 'refused' && !mayPass) expect(step).toBe(doubtful ? 'look' : 'fail');
  // A refusal is repeated only where that changes nothing.
  if (last === 'refused' && !repeatable) expect(step).not.toBe('send');
  // What was lost is sent again where a second time changes nothing.
  if (last === 'unknown' && repeatable && canSend) expect(step).toBe('send');
});

const SEEN: readonly Seen[] = BOOLEANS.flatMap((taken) =>
  BOOLEANS.flatMap((there) => BOOLEANS.map((canLook) => ({ taken, there, canLook }))),
);

test.each(SEEN.map((seen) => [text(seen), seen] as const))('%s', (_, seen) => {
  const { taken, there, canLook } = seen;
  const expected = there ? 'DONE' : canLook ? 'look' : taken ? 'PENDING' : 'UNKNOWN';
  expect(afterLooking(seen)).toBe(expected);
});
