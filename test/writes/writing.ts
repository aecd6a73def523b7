import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import type { Answer, TestBed } from '../support/gateway.ts';

/** A firewall without tasks, and a protected object without entries. */
export const FIREWALL = FIREWALLS.empty;
export const OBJECT = OBJECTS.emptyInternet;

export interface EntryInput {
  readonly address: string;
  readonly direction?: string;
  readonly protocol?: string;
  readonly port?: string | null;
  readonly description?: string | null;
}

export interface TaskPayload {
  readonly outcome: string;
  readonly captureTask: { readonly taskId: string; readonly name: string; readonly status: string } | null;
  readonly clientMutationId: string | null;
}

export interface EntryRow {
  readonly listId: string;
  readonly address: string;
  readonly direction: string;
  readonly protocol: string;
  readonly port: string | null;
  readonly description: string | null;
}

export interface EntryResult {
  readonly outcome: string;
  readonly code: string | null;
  readonly message: string | null;
  readonly entry: EntryRow | null;
}

export interface DeleteResult {
  readonly listId?: string;
  readonly taskId?: string;
  readonly deletedId: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly message: string | null;
}

const ENTRY = 'listId address direction protocol port description';
const TASK = 'taskId name status';

export const MUTATIONS = {
  createCaptureTask: `mutation($input: CreateCaptureTaskInput!) { createCaptureTask(input: $input) { outcome captureTask { ${TASK} } clientMutationId } }`,
  stopCaptureTask: `mutation($input: StopCaptureTaskInput!) { stopCaptureTask(input: $input) { outcome captureTask { ${TASK} } clientMutationId } }`,
  deleteCaptureTasks:
    'mutation($input: DeleteCaptureTasksInput!) { deleteCaptureTasks(input: $input) { results { taskId deletedId outcome code message } clientMutationId } }',
  createListEntries: `mutation($input: CreateListEntriesInput!) { createListEntries(input: $input) { results { outcome code message entry { ${ENTRY} } } clientMutationId } }`,
  updateListEntry: `mutation($input: UpdateListEntryInput!) { updateListEntry(input: $input) { outcome listEntry { ${ENTRY} } clientMutationId } }`,
  deleteListEntries:
    'mutation($input: DeleteListEntriesInput!) { deleteListEntries(input: $input) { results { listId deletedId outcome code message } clientMutationId } }',
} as const;
export type MutationName = keyof typeof MUTATIONS;

/** The payload of a mutation. @throws when the answer has an error */
export function payloadOf<Payload>(answer: Answer): Payload {
  if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
  const [payload] = Object.values(answer.data ?? {});
  return payload as Payload;
}

/** The mutations of a test bed, with inputs that need to say only what matters. */
export function writerOf(bed: TestBed, place: { firewallId?: string; objectId?: string; listType?: string } = {}) {
  const { firewallId = FIREWALL, objectId = OBJECT, listType = 'BLACKLIST' } = place;
  const ask = (name: MutationName, input: object) => bed.ask(MUTATIONS[name], { input });
  const list = { objectId, listType };
  return {
    ask,
    createTask: (input: object = {}) => ask('createCaptureTask', { ...newTask(firewallId), ...input }),
    stopTask: (taskId: string) => ask('stopCaptureTask', { firewallId, taskId }),
    deleteTasks: (taskIds: readonly string[]) => ask('deleteCaptureTasks', { firewallId, taskIds }),
    createEntries: (entries: readonly EntryInput[], more: object = {}) =>
      ask('createListEntries', { ...list, entries: entries.map(newEntry), ...more }),
    updateEntry: (listId: string, change: object) => ask('updateListEntry', { ...list, listId, ...change }),
    deleteEntries: (listIds: readonly string[]) => ask('deleteListEntries', { ...list, listIds }),
  };
}

/** An entry of which only the address matters. */
export function newEntry(entry: EntryInput) {
  return { direction: 'SOURCE', protocol: 'ANY', ...entry };
}

/** A task that captures for five minutes. */
export function newTask(firewallId: string) {
  return {
    firewallId,
    name: 'capture',
    duration: 5,
    maxPackets: 1000,
    sourceAddress: '192.0.2.1',
    destAddress: '198.51.100.1',
    protocol: 'TCP',
    destPort: '80',
  };
}

/** One change of what CFW holds, as the simulator knows it to have happened. */
export interface Effect {
  readonly operation: string;
  readonly ids: readonly string[];
}

/** What really happened since the last time it was asked. */
export async function effectsOf(bed: TestBed): Promise<readonly Effect[]> {
  const { effects } = (await bed.control('DELETE', 'effects')) as { effects: Effect[] };
  return effects;
}

/** How CFW behaves where no document says. */
export function behave(bed: TestBed, behaviour: object): Promise<unknown> {
  return bed.control('PUT', 'behaviour', behaviour);
}

/** What CFW does wrong from now on. */
export function faults(bed: TestBed, ...list: readonly object[]): Promise<unknown> {
  return bed.control('PUT', 'faults', { faults: list });
}

interface Listed {
  readonly list_id: string;
  readonly address: string;
}

async function rowsOf(bed: TestBed): Promise<readonly Listed[]> {
  const { rows } = (await bed.control('GET', `rows?list=listEntries&objectId=${OBJECT}&listType=4`)) as {
    rows: Listed[];
  };
  return rows;
}

/** The addresses that CFW lists on the blacklist of `OBJECT`. */
export async function listed(bed: TestBed): Promise<readonly string[]> {
  return (await rowsOf(bed)).map(({ address }) => address);
}

/** Their ids. */
export async function listedIds(bed: TestBed): Promise<readonly string[]> {
  return (await rowsOf(bed)).map(({ list_id }) => list_id);
}
