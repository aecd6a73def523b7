import type { ObjectFieldBuilder, ObjectRef } from '@pothos/core';
import type { ItemResult } from '../../writes/item-result.ts';
import type { WriteOutcome } from '../../writes/write-report.ts';
import { builder, type SchemaTypes } from '../builder/builder.ts';
import { ItemOutcomeEnum, WriteOutcomeEnum } from './write-outcomes.ts';

/** What every payload gives back. */
export interface Payload {
  readonly clientMutationId: string | null | undefined;
}

/** The text by which a client knows its mutation again, in an input and in its payload. */
export const CLIENT_MUTATION_ID = 'Any text of the client: the payload gives it back.';

export function clientMutationId<Shape extends Payload>(t: ObjectFieldBuilder<SchemaTypes, Shape>) {
  return t.string({
    description: 'What the input had here.',
    resolve: (payload) => payload.clientMutationId ?? null,
  });
}

export function writeOutcome<Shape extends { readonly outcome: WriteOutcome }>(
  t: ObjectFieldBuilder<SchemaTypes, Shape>,
) {
  return t.field({
    type: WriteOutcomeEnum,
    nullable: false,
    description: 'What became of it.',
    resolve: ({ outcome }) => outcome,
  });
}

/** The fields of a result of one of many. */
export function itemFields<Shape extends ItemResult>(t: ObjectFieldBuilder<SchemaTypes, Shape>) {
  return {
    outcome: t.field({
      type: ItemOutcomeEnum,
      nullable: false,
      description: 'What became of it.',
      resolve: ({ outcome }) => outcome,
    }),
    code: t.string({
      description:
        'Why it failed, as in `extensions.code` of an error; `FAILED_PRECONDITION` where CFW gives no reason; else null.',
      resolve: ({ code }) => code,
    }),
    message: t.string({
      description: 'Why it failed, for people.',
      resolve: ({ message }) => message,
    }),
  };
}

/** Makes the payload of a write of many. @param each what the results are of */
export function resultsPayload<Result extends ItemResult>(
  name: string,
  what: string,
  type: ObjectRef<SchemaTypes, Result>,
  each: string,
) {
  return builder.objectRef<Payload & { readonly results: readonly Result[] }>(name).implement({
    description: what,
    fields: (t) => ({
      results: t.field({ type: [type], nullable: false, description: each, resolve: ({ results }) => results }),
      clientMutationId: clientMutationId(t),
    }),
  });
}
