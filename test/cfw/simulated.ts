import type { CfwClient } from '../../src/cfw/client.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../support/built-parts.ts';
import { type Caller, FIREWALL_ID } from './caller.ts';

/** A simulator with its control door in reach. */
export interface Simulated extends Simulator {
  control(method: 'PUT' | 'DELETE', path: string, body?: unknown): Promise<void>;
  /** The requests of an operation so far, `IamToken` among them. */
  requests(operation?: string): Promise<{ readonly status: number | null; readonly url: string }[]>;
}

export async function startSimulated(options: SimulatorOptions = {}): Promise<Simulated> {
  const simulator = await startSimulator(options);
  const door = `${simulator.url}/_simulator`;
  return {
    ...simulator,
    async control(method, path, body) {
      const answer = await fetch(`${door}/${path}`, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async requests(operation) {
      const answer = await fetch(`${door}/requests`);
      const { requests } = (await answer.json()) as {
        requests: { operation: string; status: number | null; url: string }[];
      };
      return operation === undefined ? requests : requests.filter((request) => request.operation === operation);
    },
  };
}

/** Reads one task of the documents' firewall; calls with different offsets are not shared. */
export function readTask(client: CfwClient, call: Caller, offset = 0) {
  return client.list(captureTasks, { firewallId: FIREWALL_ID }, { offset, limit: 1 }, call);
}
