import { json, startUpstream } from '../../cfw/upstream.ts';
import { startTestBed, type TestBed } from '../../support/gateway.ts';
import { SET_ID } from './kinds.ts';
import type { WireRow } from './wire-rows.ts';

/** A gateway in front of a CFW that is not the simulator: one list, of whatever rows a test puts there. */
export interface ForeignBed extends Pick<TestBed, 'ask' | 'close'> {
  /** Where the list is, behind the project. */
  path: string;
  rows: WireRow[];
  /** What CFW says its total is, where that is not how many rows it has. */
  total: unknown;
  /** Called before every call is answered, with how many there have been since `ranges` was emptied. */
  beforeCall: (call: number) => void;
  /** Offset and limit of each call of the list. */
  readonly ranges: [offset: number, limit: number][];
}

export async function startForeignBed(variables: Record<string, string> = {}): Promise<ForeignBed> {
  const upstream = await startUpstream((response, request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://cfw');
    const [offset, limit] = [Number(searchParams.get('offset')), Number(searchParams.get('limit'))];
    if (!pathname.endsWith(`/${bed.path}`)) {
      // Members are asked for through their set.
      return json({ data: { offset, limit, total: 1, records: [{ set_id: SET_ID }].slice(offset) } })(
        response,
        request,
      );
    }
    bed.beforeCall(bed.ranges.length);
    bed.ranges.push([offset, limit]);
    const records = bed.rows.slice(offset, offset + limit);
    json({ data: { offset, limit, total: bed.total ?? bed.rows.length, records } })(response, request);
  });
  const { ask, close } = await startTestBed({ CFW_ENDPOINT: upstream.url, ...variables });
  const bed: ForeignBed = {
    path: '',
    rows: [],
    total: undefined,
    beforeCall: () => undefined,
    ranges: [],
    ask,
    close: async () => {
      await close();
      await upstream.close();
    },
  };
  return bed;
}
