import { type Claim, type Effect, mayComeLater } from './verdict.ts';

/** A line `write` of the log. */
export interface Line {
  readonly msg: string;
  readonly requestId: string;
  readonly operation: string;
  readonly ids: readonly string[];
  readonly outcome: string;
  readonly outcomes?: Readonly<Record<string, number>>;
}

/** A write that has been answered: what it claims, and what came of it. */
export interface Written {
  readonly name: string;
  readonly claims: readonly Claim[];
  readonly effects: Effect[];
}

/** An effect that comes after the answer, of a write that did not say that it might. */
export function lateFaults({ name, claims, effects }: Written, effect: Effect, touched: ReadonlySet<string>): string[] {
  const concerned = claims.filter((claim) => claim.operations.includes(effect.operation) && claim.concerns(effect));
  // The row of an entry that was made late was not there to be known by. An entry that was made by a second sending, and
  // deleted or changed since, may be made by the first when CFW takes that long: to send again is what the contract wants.
  const mayCome = ({ said, id }: Claim) => mayComeLater(said) || (id !== undefined && touched.has(id));
  if (concerned.length === 0 && !claims.some(mayCome))
    return [`${name}: an effect later: ${JSON.stringify({ claims, effects })}`];
  return concerned.flatMap((claim) => {
    const own = effects.filter((one) => claim.operations.includes(one.operation) && claim.concerns(one));
    if (claim.once && own.length > 1) return [`${name}: ${claim.said}, but it had its effect twice`];
    return mayComeLater(claim.said) || own.length > 1 ? [] : [`${name}: ${claim.said}, but it had an effect later`];
  });
}

/** Every write is one line of the log, which names what it did, or says that it does not know. */
export function recordFaults(lines: readonly Line[], effects: readonly Effect[]): string[] {
  const [line, ...more] = lines;
  if (line === undefined || more.length > 0) return [`${lines.length} lines in the log`];
  const isOpen = [line.outcome, ...Object.keys(line.outcomes ?? {})].some(mayComeLater);
  const missing = effects.flatMap(({ ids }) => ids).filter((id) => !line.ids.includes(id));
  return isOpen || missing.length === 0 ? [] : [`no record of ${missing.join()}`];
}
