import fc from 'fast-check';

/** How long the gateway of a model has for a write, and for one call. */
export const REQUEST_MS = 1_500;
export const CALL_MS = 300;

/** One fault of the simulator, without what it matches. */
type Fault = Readonly<Record<string, unknown>>;

/** What happens to the calls of one write, in turn: the last one goes on. */
export interface Trial {
  /** Which of the writes that are possible now. */
  readonly kind: number;
  /** What chooses the rows that it is about. */
  readonly dice: readonly number[];
  /** What strikes its sendings. */
  readonly faults: readonly { readonly fault: Fault; readonly times: number }[];
  /** What strikes the reads around it; null: nothing. */
  readonly listFault: { readonly fault: Fault; readonly skip: number } | null;
  /** How long the port is closed when the write begins, in milliseconds. */
  readonly refuseMs: number;
}

const LATE = { within: 400, afterwards: 60_000 };

/** Answers that are lost, before the effect, after it and while it takes place; refusals; delays. */
const FAULTS: readonly Fault[] = [
  { reset: true },
  { effect: 'done', reset: true },
  { effect: { laterMs: LATE.within }, reset: true },
  { effect: { laterMs: LATE.afterwards }, reset: true },
  { hang: true },
  { effect: 'done', hang: true },
  { effect: { laterMs: LATE.afterwards }, hang: true },
  { effect: 'done', resetAfterBytes: 5 },
  { status: 502, body: 'html' },
  { effect: 'done', status: 500 },
  { effect: 'done', status: 504, body: 'html' },
  { effect: 'done', body: 'truncated' },
  { status: 429, errorCode: 'APIGW.0308' },
  { status: 400, errorCode: 'CFW.00100001' },
  { status: 403, errorCode: 'APIGW.0302' },
  { latencyMs: 2 * CALL_MS },
  { latencyMs: CALL_MS / 4 },
  { effect: { laterMs: LATE.within } },
  { effect: { laterMs: LATE.afterwards } },
];
const LIST_FAULTS: readonly Fault[] = [
  { status: 500 },
  { reset: true },
  { status: 429, errorCode: 'APIGW.0308' },
  { latencyMs: CALL_MS / 2 },
];

const fault = fc.record({ fault: fc.constantFrom(...FAULTS), times: fc.constantFrom(1, 1, 2, 20) });

export const trials: fc.Arbitrary<Trial> = fc.record({
  kind: fc.nat(99),
  dice: fc.array(fc.nat(999), { minLength: 4, maxLength: 4 }),
  faults: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 7, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
  ),
  listFault: fc.option(fc.record({ fault: fc.constantFrom(...LIST_FAULTS), skip: fc.nat(2) }), { freq: 6 }),
  refuseMs: fc.oneof({ weight: 19, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(100, 300) }),
});

/** How CFW behaves for a while, where no document says. */
export const behaviours = fc.record({
  newRows: fc.constantFrom('first', 'last'),
  changeId: fc.constantFrom('kept', 'new'),
  changeWithoutField: fc.constantFrom('keeps', 'clears'),
  deletedTasks: fc.constantFrom('gone', 'listed'),
  unknownInBatch: fc.constantFrom('refused', 'skipped'),
  deleteMs: fc.constantFrom(0, 0, 200),
  stopMs: fc.constantFrom(0, 150),
});
