import type { DeletedRow, ItemResult } from '../../writes/item-result.ts';
import { builder } from '../builder/builder.ts';
import { writeNodeId } from '../relay/node-id.ts';
import { itemFields, resultsPayload } from './payload-fields.ts';

/** A row that was to be deleted, as a payload tells of it. */
interface Deleted extends ItemResult {
  /** CFW's id, as the input wrote it. */
  readonly id: string;
  readonly deletedId: string;
}

/** The names of a payload, and the words of its descriptions. */
interface DeletePayloadNames {
  readonly payload: string;
  readonly what: string;
  readonly result: string;
  /** The field of a result that has CFW's id. */
  readonly idField: string;
  /** One row, in a word. */
  readonly row: string;
}

/** Makes the payload of a write that deletes many rows. */
export function deletePayload({ payload, what, result, idField, row }: DeletePayloadNames) {
  const Result = builder.objectRef<Deleted>(result).implement({
    description: `What became of one ${row}.`,
    fields: (t) => ({
      [idField]: t.exposeID('id', { nullable: false, description: `CFW's id of the ${row}, as the input has it.` }),
      deletedId: t.exposeID('deletedId', {
        nullable: false,
        description: `The \`id\` of the ${row} in this graph, for what a client has stored.`,
      }),
      ...itemFields(t),
    }),
  });
  return resultsPayload(payload, what, Result, 'One for each id of the input, in its order.');
}

/**
 * The results of a payload.
 *
 * @param parents the parts of a row's key before its own id
 * @param ids as the input has them
 */
export function deletedOf(
  typename: string,
  parents: readonly string[],
  ids: readonly string[],
  results: ReadonlyMap<string, DeletedRow>,
): readonly Deleted[] {
  return ids.map((id) => {
    const { ownId, ...result } = results.get(id)!;
    return { id, deletedId: writeNodeId(typename, ...parents, ownId), ...result };
  });
}
