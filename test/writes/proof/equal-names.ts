import type { TestBed } from '../../support/gateway.ts';
import { effectsOf, FIREWALL, faults, type TaskPayload, writerOf } from '../writing.ts';

const DAY_MS = 86_400_000;
/** What CFW lists of a task that `newTask` asks for. It seems newer than all others: its date tells nothing. */
const SAME = {
  ...{ name: 'capture', duration: 5, max_packets: 1000, status: 1, is_deleted: 0, protocol: 6, dest_port: '80' },
  ...{
    source_address: '192.0.2.1',
    dest_address: '198.51.100.1',
    source_port: '',
    created_date: '2099-01-01 00:00:00',
  },
};

/**
 * Creates captures with one name, while others have such and make more; tells of each that got another's task, or took
 * more than two reads.
 */
export async function createEqualNames(bed: TestBed, count: number): Promise<string[]> {
  const { createTask } = writerOf(bed);
  const found: string[] = [];
  const others = (rows: readonly object[], at: number) =>
    bed.control('POST', 'rows', { list: 'captureTasks', firewallId: FIREWALL, rows, at }) as Promise<{ ids: string[] }>;
  for (let round = 0; round < count; round++) {
    await bed.control('PUT', 'clock', { passedMs: (round + 1) * DAY_MS });
    await bed.control('PUT', 'behaviour', { newRows: round % 2 === 0 ? 'first' : 'last' });
    await faults(bed, { match: { operation: 'CreateCaptureTask' }, latencyMs: 12 });
    const { ids: before } = await others([SAME, SAME], round % 3);
    await Promise.all([effectsOf(bed), bed.calls()]);
    const creating = createTask();
    await new Promise((resolve) => setTimeout(resolve, round % 12));
    const { ids: beside } = await others(
      [
        { ...SAME, duration: 6 },
        { ...SAME, dest_port: '81' },
      ],
      0,
    );
    const answer = await creating;
    const { outcome, captureTask } = (answer.data?.createCaptureTask ?? {}) as Partial<TaskPayload>;
    const [effect, ...more] = await effectsOf(bed);
    const reads = (await bed.calls()).filter(({ method }) => method === 'GET').length;
    const isRight = outcome === 'DONE' && more.length === 0 && captureTask?.taskId === effect?.ids[0];
    if (!isRight) found.push(`${round}: ${JSON.stringify({ answer, effect, more })}`);
    if (reads > 2) found.push(`${round}: ${reads} reads`);
    for (const id of [...before, ...beside]) await bed.control('DELETE', `rows/${id}`);
  }
  return found;
}
