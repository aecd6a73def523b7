/**
 * What is known of a write while it is on its way. All that decides about sending again, and about what is told in the
 * end, is here; nothing here sends, reads or waits.
 */
export interface Known {
  /**
   * What came of sending it last: `neverLeft`: no byte of it; `refused`: CFW said no; `answered`: CFW took it;
   * `unknown`: the answer was lost.
   */
  readonly last: 'neverLeft' | 'refused' | 'answered' | 'unknown';
  /** Whether it, or an earlier sending of it, may have been carried out without our knowing. */
  readonly doubtful: boolean;
  /** Whether sending it a second time changes nothing. */
  readonly repeatable: boolean;
  /** Whether what kept it back may be over by the next time. */
  readonly mayPass: boolean;
  /** Whether it has been sent less often than the most, and there is time to send it again. */
  readonly canSend: boolean;
}

/** `look`: the list decides; `fail`: it had no effect, and will have none. */
export type AfterSending = 'send' | 'look' | 'fail';

/** What to do when a sending has ended. */
export function afterSending({ last, doubtful, repeatable, mayPass, canSend }: Known): AfterSending {
  if (last === 'answered') return 'look';
  const sendAgain = canSend && (last === 'unknown' ? repeatable : mayPass && (last === 'neverLeft' || repeatable));
  if (sendAgain && (repeatable || !doubtful)) return 'send';
  return doubtful || last === 'unknown' ? 'look' : 'fail';
}

/** What is seen in the list at this moment. */
export interface Seen {
  /** Whether CFW said that it took the write. */
  readonly taken: boolean;
  /** Whether the list, as it was last read, shows the whole effect. */
  readonly there: boolean;
  /** Whether there is time to read it again. */
  readonly canLook: boolean;
}

/** What to do, or to tell, after a look at the list. */
export function afterLooking({ taken, there, canLook }: Seen): 'DONE' | 'look' | 'PENDING' | 'UNKNOWN' {
  if (there) return 'DONE';
  if (canLook) return 'look';
  return taken ? 'PENDING' : 'UNKNOWN';
}
