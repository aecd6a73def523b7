import type { CaptureTaskChangesSubscription, LiveCaptureTasksQuery } from '../generated/operations.ts';

export type Changes = CaptureTaskChangesSubscription['captureTaskChanges'];

/** The list after an event. The rows that changed are in the client's cache under their ids, and show by themselves. */
export function applied(shown: LiveCaptureTasksQuery, { added, removed, totalCount }: Changes): LiveCaptureTasksQuery {
  const list = shown.captureTasks;
  if (!list) return shown;
  const gone = new Set([...removed, ...added.map(({ id }) => id)]);
  const stay = list.edges.filter(({ node }) => node && !gone.has(node.id));
  const come = added.map((node) => ({ __typename: 'CaptureTaskEdge', node }));
  return { ...shown, captureTasks: { ...list, totalCount, edges: [...come, ...stay] } };
}
