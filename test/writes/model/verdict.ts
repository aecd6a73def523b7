/** One change of what CFW holds. `at`: when, by the machine's clock. */
export interface Effect {
  readonly operation: string;
  readonly requestId: string;
  readonly ids: readonly string[];
  readonly at: number;
}

/** One call of a write, as CFW has seen it. */
export interface Sending {
  readonly requestId: string;
  readonly operation: string;
  readonly path: string;
  readonly body?: string;
  readonly status: number | null;
  readonly aborted: boolean;
  readonly startedAt: number;
}

/** What a write has said of one thing that it was to do, and what there is to judge it by. */
export interface Claim {
  /** The outcome; `REFUSED` where the whole write was an error. */
  readonly said: string;
  /** The operations of CFW that bring it about. */
  readonly operations: readonly string[];
  /** What the body of a call has in it, or its path, that is about this thing. */
  readonly aim: string;
  /** Whether an effect is about this thing. */
  concerns(effect: Effect): boolean;
  /** Whether CFW's rows show it now. */
  readonly holds: boolean;
  /** Whether a second effect would be another row, another stop, another delete. */
  readonly once: boolean;
  /** The id that the payload names; undefined where it names none. */
  readonly id?: string | undefined;
  /** Whether it held before. */
  readonly heldBefore: boolean;
}

/** What is known of a write when its answer is there. */
export interface Evidence {
  readonly sendings: readonly Sending[];
  readonly effects: readonly Effect[];
  /** The reads of the list meanwhile, and how many of them the gateway had an answer to. */
  readonly reads: readonly Sending[];
  readonly readsHad: number;
  /**
   * Whether an answer was lost in a way that the calls do not tell: cut off in its middle, or still to come, or the call
   * itself on its way, when the gateway's time to send was over.
   */
  readonly isCut: boolean;
}

/** What is wrong with a claim; none of it when it is true. */
export function faultsOf(claim: Claim, evidence: Evidence): string[] {
  const { sendings, effects, reads, readsHad, isCut } = evidence;
  const { said, operations, holds, once, heldBefore, id } = claim;
  const own = effects.filter((effect) => operations.includes(effect.operation) && claim.concerns(effect));
  const faults: string[] = [];
  const must = (isSo: boolean, what: string) => {
    if (!isSo) faults.push(`${said}, but ${what}`);
  };
  const seen = reads.filter(wasTaken).slice(0, readsHad);
  const isUnseen = !seen.some(({ startedAt }) => own.some(({ at }) => startedAt > at));
  const sent = sendings.filter(
    ({ operation, body = '', path }) => operations.includes(operation) && `${path} ${body}`.includes(claim.aim),
  );
  must(!once || own.length <= 1, 'it had its effect twice');
  // One capture runs at a time, so that CFW itself would hide that it was asked for two.
  must(!operations.includes('CreateCaptureTask') || sent.length <= 1, 'it was sent twice');
  switch (said) {
    case 'DONE':
    case 'CREATED':
    case 'DELETED':
      must(holds, 'CFW does not show it');
      must(own.length > 0 || heldBefore, 'it had no effect');
      if (said === 'CREATED') must(own.length > 0, 'it had no effect');
      if (id !== undefined && own.length > 0)
        must(
          own.some(({ ids }) => ids.includes(id)),
          'the id is that of another',
        );
      break;
    case 'EXISTS':
    case 'ABSENT':
      must(holds && heldBefore, 'CFW does not show it');
      must(own.length === 0, 'it had an effect');
      break;
    case 'FAILED':
    case 'REFUSED':
      must(own.length === 0, 'it had an effect');
      break;
    case 'PENDING':
      must(sent.some(wasTaken) || sent.length === 0, 'CFW has not said that it took it');
      must(isUnseen, 'the list had shown it');
      break;
    case 'UNKNOWN':
      must(sent.some(wasLost) || isCut, 'no answer was lost');
      must(isUnseen, 'the list had shown it');
      break;
    default:
      must(false, 'no document has this outcome');
  }
  return faults;
}

/** Whether a doubt was told although nobody had looked at the list: calls were held back, or the time was over. */
export function isBlind({ said }: Claim, { sendings, reads }: Evidence): boolean {
  return mayComeLater(said) && sendings.some((one) => !reads.some(({ startedAt }) => startedAt >= one.startedAt));
}

/** Whether an effect that comes after the answer was announced by it. */
export function mayComeLater(said: string): boolean {
  return said === 'PENDING' || said === 'UNKNOWN';
}

function wasTaken({ status, aborted }: Sending): boolean {
  return status === 200 && !aborted;
}

/** A status that is no word of CFW, or none, or half an answer. */
function wasLost({ status, aborted }: Sending): boolean {
  return aborted || status === null || status >= 500 || status === 200;
}
