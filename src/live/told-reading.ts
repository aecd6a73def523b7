import { CfwError, type CfwErrorCode, type UpstreamFacts } from '../cfw/decoding/errors.ts';
import type { Picture } from './history/picture.ts';
import type { Reading } from './poll.ts';

/** What one replica tells others of a poll, besides the rows. */
export interface Summary {
  readonly total: number;
  readonly isBusy: boolean;
}

export function textOfSummary(summary: Summary): string {
  return JSON.stringify(summary);
}

export function readSummary(text: string): Summary {
  return JSON.parse(text) as Summary;
}

/** A field that could not be read holds its error: it goes along as what the caller is told of it. */
export function textOfRows(rows: readonly unknown[]): string {
  return JSON.stringify(rows, (_name, value: unknown) => {
    if (!(value instanceof CfwError)) return value;
    const { code, message, upstream } = value;
    return { [UNREADABLE]: { code, message, upstream } };
  });
}

export function readRows<Row>(text: string): readonly Row[] {
  return JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(UNREADABLE in value)) return value;
    const { code, message, upstream } = value[UNREADABLE] as Told;
    return new CfwError(code, message, upstream);
  }) as readonly Row[];
}

export function readingOf<Row>({ total }: Summary, rows: string): Reading<Row> {
  return { rows: readRows<Row>(rows), total, isMixed: false };
}

export function textOfPicture({ digests, total, version }: Picture): string {
  return JSON.stringify({ digests: [...digests], total, version });
}

export function readPicture(text: string): Picture {
  const { digests, total, version } = JSON.parse(text) as Picture & { digests: [string, string][] };
  return { digests: new Map(digests), total, version };
}

const UNREADABLE = 'unreadable by this gateway';

interface Told {
  readonly code: CfwErrorCode;
  readonly message: string;
  readonly upstream?: UpstreamFacts;
}
