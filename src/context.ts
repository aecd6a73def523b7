import type { ListResource } from './cfw/resources/listing.ts';
import type { Follower } from './live/follower.ts';
import type { Given } from './loaders/given.ts';
import type { Lists } from './loaders/list.ts';
import type { CallLedger, RequestScope } from './loaders/request-scope.ts';
import type { WriteScope } from './writes/write-scope.ts';

/** What the resolvers of one request can reach: lists and records of CFW, as the caller's credentials show them. */
export interface GatewayContext extends Lists {
  /** The most rows one connection may ask for (`MAX_PAGE_SIZE`). */
  readonly maxPageSize: number;
  readonly ledger: CallLedger;
  /** The loader of this kind: one for the whole request, made when it is first used. */
  use<Loader>(kind: new (scope: RequestScope, lists: Lists) => Loader): Loader;
  /**
   * Follows a list.
   *
   * @param since the version that the follower knows; null for none
   */
  follow<Query extends object, Row>(
    resource: ListResource<Query, Row>,
    query: Given<Query>,
    since: string | null,
  ): Follower<Row>;
  /** Carries out a write. What fields read after it is read anew. */
  write<Input, Result>(write: (scope: WriteScope, input: Input) => Promise<Result>, input: Input): Promise<Result>;
}
