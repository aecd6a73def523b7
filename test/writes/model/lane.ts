import { openModelBed } from './model-bed.ts';
import { lateFaults, recordFaults, type Written } from './record.ts';
import { faultsFor, opened } from './striking.ts';
import type { Trial } from './trial.ts';
import { type Effect, faultsOf, isBlind, mayComeLater, type Sending } from './verdict.ts';
import type { Payload, Row, Wish } from './wish.ts';

/** Counts the doubts that were told without a look at the list. */
export const BLIND = 'without a look';

/** A gateway and a CFW of its own, to which one write after the other is made: all that happens is known to be its doing. */
export interface Lane {
  control(method: string, path: string, body?: unknown): Promise<never>;
  /** A number that is new. */
  next(): number;
  /** Lets time pass for what CFW holds. */
  pass(ms: number): Promise<void>;
  /** Makes a write, and tells what is wrong with what was said of it. */
  write(wish: Wish, trial: Trial): Promise<readonly string[]>;
  rows(): Promise<readonly Row[]>;
  /** Whether a row may be touched: no earlier write to it is undecided. */
  isFree(id: string): boolean;
  /** What is wrong with effects that came late; to be asked at the end. */
  late(): Promise<readonly string[]>;
  /** How often each outcome was told. */
  readonly told: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** @param list what the control door knows its rows by */
export async function openLane(list: string, listOperation: string): Promise<Lane> {
  const bed = await openModelBed();
  const { control, lines } = bed;
  const owners = new Map<string, Written>();
  const told = new Map<string, number>();
  const undecided = new Set<string>();
  const touched = new Set<string>();
  let passedMs = 0;
  let count = 0;

  /** Effects since the last time, each with its write; `own`: those of the write that has just been answered. */
  const takeEffects = async (own: Written | null): Promise<string[]> => {
    const { effects } = (await control('DELETE', 'effects')) as { effects: Effect[] };
    return effects.flatMap((effect) => {
      const owner = owners.get(effect.requestId);
      if (owner === undefined) return [`an effect of nobody: ${JSON.stringify(effect)}`];
      owner.effects.push({ ...effect, at: effect.at - passedMs });
      return owner === own ? [] : lateFaults(owner, effect, touched);
    });
  };
  const rows = async () => ((await control('GET', `rows?${list}`)) as { rows: Row[] }).rows;

  return {
    control,
    told,
    rows,
    next: () => ++count,
    isFree: (id) => !undecided.has(id),
    pass: async (ms) => {
      passedMs += ms;
      await control('PUT', 'clock', { passedMs });
    },
    async write({ query, input, operations, touches, claims: claimsOf }, trial) {
      const requestId = `write-${++count}`;
      await control('PUT', 'faults', { faults: faultsFor(trial, operations, listOperation) });
      await control('DELETE', 'requests');
      if (trial.refuseMs > 0) await control('PUT', 'connections', { refuseMs: trial.refuseMs });
      for (const id of touches) touched.add(id);
      const { data, errors, extensions } = await bed.ask(query, input, requestId);
      if (trial.refuseMs > 0) await opened(bed.cfwUrl, trial.refuseMs);
      await control('DELETE', 'faults');
      const { requests } = (await control('DELETE', 'requests')) as { requests: Sending[] };
      const sendings = requests.filter(({ operation }) => operations.includes(operation));
      const payload = (Object.values(data ?? {})[0] ?? null) as Payload | null;
      const own: Written = { name: `${requestId} ${query.slice(0, 60)}`, claims: [], effects: [] };
      for (const sending of sendings) owners.set(sending.requestId, own);
      const faults = await takeEffects(own);
      const claims = claimsOf(payload, await rows());
      Object.assign(own, { claims });
      const { calls } = extensions.explain;
      const readsHad = calls.filter(({ operation, status }) => operation === listOperation && status === 200).length;
      const isOpen = calls.some(({ operation, status }) => operations.includes(operation) && status === null);
      const isCut = isOpen || trial.faults.some(({ fault }) => 'resetAfterBytes' in fault);
      const reads = requests.filter(({ operation }) => operation === listOperation);
      const evidence = { sendings, effects: own.effects, reads, readsHad, isCut };
      for (const claim of claims) {
        const kinds = isBlind(claim, evidence) ? [claim.said, BLIND] : [claim.said];
        for (const kind of kinds) told.set(kind, (told.get(kind) ?? 0) + 1);
        faults.push(...faultsOf(claim, evidence));
      }
      if (claims.some(({ said }) => mayComeLater(said))) for (const id of touches) undecided.add(id);
      faults.push(
        ...recordFaults(
          lines.filter((line) => line.msg === 'write' && line.requestId === requestId),
          own.effects,
        ),
      );
      lines.length = 0;
      const facts = () => JSON.stringify({ input, trial, data, errors, sendings, effects: own.effects, reads });
      return faults.map((fault) => `${own.name}: ${fault}: ${facts()}`);
    },
    late: () => takeEffects(null),
    close: () => bed.close(),
  };
}
