import type { Exchange } from '../exchange.ts';
import type { Agenda } from './agenda.ts';
import type { EffectLog } from './effects.ts';
import type { Plan } from './write.ts';

/** Carries writes out, now or later, and keeps the record of it. */
export class Writer {
  readonly #agenda: Agenda;
  readonly #effects: EffectLog;

  constructor(agenda: Agenda, effects: EffectLog) {
    this.#agenda = agenda;
    this.#effects = effects;
  }

  /** @param lateMs how much later than CFW's own time for it a fault wants the effect */
  commit(plan: Plan, { route, requestId, entry }: Exchange, lateMs: number): void {
    const { firewallId, objectId } = plan;
    const carryOut = (at: number) => {
      const ids = plan.carryOut(at, this.#agenda);
      entry.effect = ids.length > 0 ? 'done' : 'none';
      if (ids.length === 0) return;
      const operation = route?.name ?? '';
      this.#effects.add({ operation, requestId, firewallId, ...(objectId && { objectId }), ids, at });
    };
    const delayMs = (plan.delayMs ?? 0) + lateMs;
    if (delayMs > 0) {
      entry.effect = 'later';
      this.#agenda.at(this.#agenda.now() + delayMs, carryOut);
    } else carryOut(this.#agenda.now());
  }
}
