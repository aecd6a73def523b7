import type { Call, CallReport } from '../../src/cfw/calls/call.ts';
import type { Credentials } from '../../src/cfw/credentials/credentials.ts';

export const PROJECT_ID = '09bb24e6fe80d23d2fa2c010b53b418c';
export const FIREWALL_ID = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
export const OBJECT_ID = 'cfebd347-b655-4b84-b938-3c54317599b2';

/** A caller whose reports and leaving a test can see and cause. */
export interface Caller extends Call {
  readonly reports: CallReport[];
  /** How often it was asked to pay for an attempt. */
  paid: number;
  leave(): void;
}

export interface CallerOptions {
  readonly deadlineMs?: number;
  readonly projectId?: string;
  readonly language?: string;
  readonly generation?: string;
  /** Throws from the given attempt on. */
  readonly maxAttempts?: number;
}

export function callBy(credentials: Credentials, options: CallerOptions = {}): Caller {
  const { deadlineMs = 10_000, projectId = PROJECT_ID, language, maxAttempts = Number.POSITIVE_INFINITY } = options;
  const { generation = '' } = options;
  const controller = new AbortController();
  const caller: Caller = {
    tenant: { projectId, credentials, language },
    generation: () => generation,
    signal: controller.signal,
    deadline: performance.now() + deadlineMs,
    reports: [],
    paid: 0,
    reserve() {
      if (caller.paid >= maxAttempts) throw new Error('no more calls');
      caller.paid += 1;
    },
    report(report) {
      caller.reports.push(report);
    },
    leave: () => controller.abort(),
  };
  return caller;
}
