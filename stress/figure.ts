/** One measured figure of a case, against what it must be. */
export interface Figure {
  readonly what: string;
  readonly must: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** A test that makes the gateway's life hard. */
export interface Case {
  readonly name: string;
  /** About how long it takes. */
  readonly seconds: number;
  run(): Promise<Figure[]>;
}

/** A figure that must not be above a limit. */
export function atMost(what: string, limit: number, value: number, unit = ''): Figure {
  return { what, must: `≤ ${rounded(limit)}${unit}`, measured: `${rounded(value)}${unit}`, isMet: value <= limit };
}

/** A figure that must not be below a limit. */
export function atLeast(what: string, limit: number, value: number, unit = ''): Figure {
  return { what, must: `≥ ${rounded(limit)}${unit}`, measured: `${rounded(value)}${unit}`, isMet: value >= limit };
}

/** Something that must not have happened. */
export function none(what: string, happened: readonly string[]): Figure {
  const [first] = happened;
  const measured = first === undefined ? '0' : `${happened.length}: ${first.slice(0, 160)}`;
  return { what, must: '0', measured, isMet: happened.length === 0 };
}

/** The value below which so large a part (0 to 1) of the values lie. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

function rounded(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toFixed(2)));
}
