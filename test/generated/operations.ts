/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Which rows. What is given must all hold; of a list of values, one. `null` is not asked. */
export type CaptureTaskFilters = {
  /** Created in this span. */
  createdDate?: DateTimeRange | null | undefined;
  /** Whether the task has been deleted. */
  isDeleted?: boolean | null | undefined;
  /** An IP address or a CIDR block. The source or the destination is the same, or a network that holds all of it. */
  matchingAddress?: string | null | undefined;
  /** Any of these. */
  protocols?: Array<Protocol> | null | undefined;
  /** A part of the name, an address or a port, without regard to case. */
  search?: string | null | undefined;
  /** Any of these. */
  statuses?: Array<CaptureTaskStatus> | null | undefined;
};

/** In which order. */
export type CaptureTaskOrder = {
  /** Which end first. */
  direction?: OrderDirection;
  /** By what. */
  field: CaptureTaskOrderField;
};

/** What rows can be ordered by. Equal ones are ordered by their ids, which ascend in both directions. */
export type CaptureTaskOrderField =
  /** By `captureSizeBytes`. */
  | 'CAPTURE_SIZE'
  /** By when the task was created. */
  | 'CREATED_DATE'
  /** By how long the capture runs. */
  | 'DURATION'
  /** By the most packets to capture. */
  | 'MAX_PACKETS'
  /** By when the task last changed. */
  | 'MODIFIED_DATE'
  /** By name, without regard to case; `task 9` is before `task 10`. */
  | 'NAME'
  /** By the days until the result is deleted. */
  | 'REMAINING_DAYS'
  /** By CFW's code of the status. */
  | 'STATUS';

/** The state of a packet capture task ("Querying a Packet Capture Task", Table 6). */
export type CaptureTaskStatus =
  /** Failed; the result may be missing in part or in whole (CFW code 0, not in the document). */
  | 'ABNORMAL'
  /** Being stopped (CFW code 5). */
  | 'ENDING'
  /** Capturing (CFW code 2). */
  | 'RUNNING'
  /** Stopped before its time (CFW code 4). */
  | 'STOPPED'
  /** Completed (CFW code 1). */
  | 'SUCCESSFUL'
  /** A code of CFW that this gateway does not know. */
  | 'UNKNOWN';

/** Entries to be put on a list. */
export type CreateListEntriesInput = {
  /** Any text of the client: the payload gives it back. */
  clientMutationId?: string | null | undefined;
  /** The enterprise project of the firewall; `0` where enterprise projects are off. */
  enterpriseProjectId?: string | number | null | undefined;
  /** From 1 to 2,000 entries. */
  entries: Array<ListEntryInput>;
  /** The firewall that owns the object; the owner without it. */
  firewallId?: string | number | null | undefined;
  /** Which list of the object. */
  listType: ListType;
  /** The protected object (CFW: `object_id`), a UUID. */
  objectId: string | number;
};

/** A span of time. What is left out is open. */
export type DateTimeRange = {
  /** At this moment or later. */
  from?: string | null | undefined;
  /** Before this moment. */
  until?: string | null | undefined;
};

/** Entries to be taken off a list. */
export type DeleteListEntriesInput = {
  /** Any text of the client: the payload gives it back. */
  clientMutationId?: string | null | undefined;
  /** The enterprise project of the firewall; `0` where enterprise projects are off. */
  enterpriseProjectId?: string | number | null | undefined;
  /** The firewall that owns the object; the owner without it. */
  firewallId?: string | number | null | undefined;
  /** CFW's ids of the entries, from 1 to 2,000. */
  listIds: Array<string | number>;
  /** Which list of the object. */
  listType: ListType;
  /** The protected object (CFW: `object_id`), a UUID. */
  objectId: string | number;
};

/** Which end of a connection an address is compared with ("Querying a Blacklist or Whitelist", Table 6). */
export type Direction =
  /** The destination address (CFW code 1). */
  | 'DESTINATION'
  /** The source address (CFW code 0). */
  | 'SOURCE'
  /** A code of CFW that this gateway does not know. */
  | 'UNKNOWN';

/** What became of one of many. */
export type ItemOutcome =
  /** It was not there to begin with. */
  | 'ABSENT'
  /** It was made, and is in the list. */
  | 'CREATED'
  /** It was in the list, and is gone. */
  | 'DELETED'
  /** It was there already: to CFW this is a duplicate. */
  | 'EXISTS'
  /** CFW refused it: there was no effect. `code` and `message` say why, where CFW does. */
  | 'FAILED'
  /** CFW has taken it; its list does not show it yet. */
  | 'PENDING'
  /** CFW's answer was lost, and its list does not tell: it may still happen. Read the list again. */
  | 'UNKNOWN';

/** An entry to be put on a list. Whether the address is IPv4 or IPv6 is read off it. */
export type ListEntryInput = {
  /** An IP address, or a CIDR block such as `10.0.0.0/8`; not all addresses. */
  address: string;
  /** A note of up to 255 characters. */
  description?: string | null | undefined;
  /** Which end of a connection the address is compared with. */
  direction: Direction;
  /** A port, or a range such as `80-443`. TCP and UDP need one (`1-65535` is all), the others have none. */
  port?: string | null | undefined;
  /** The protocol of the traffic. */
  protocol: Protocol;
};

/** Which of the two lists of a protected object ("Querying a Blacklist or Whitelist", Table 2). */
export type ListType =
  /** Traffic that is blocked (CFW code 4). */
  | 'BLACKLIST'
  /** Traffic that is let through (CFW code 5). */
  | 'WHITELIST';

/** A direction of an order. Rows without a value come last in both. */
export type OrderDirection =
  /** The smallest, the first of the alphabet, or the oldest first. */
  | 'ASC'
  /** The largest, the last of the alphabet, or the newest first. */
  | 'DESC';

/** A network protocol. */
export type Protocol =
  /** Any protocol (CFW code -1). */
  | 'ANY'
  /** ICMP (CFW code 1). */
  | 'ICMP'
  /** ICMPv6 (CFW code 58). */
  | 'ICMPV6'
  /** TCP (CFW code 6). */
  | 'TCP'
  /** UDP (CFW code 17). */
  | 'UDP'
  /** A code of CFW that this gateway does not know. */
  | 'UNKNOWN';

export type BlocklistQueryVariables = Exact<{
  objectId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BlocklistQuery = { listEntries: { edges: Array<{ cursor: string, node: { id: string, listId: string, address: string | null } | null }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } | null };

export type BlockMutationVariables = Exact<{
  input: CreateListEntriesInput;
}>;


export type BlockMutation = { createListEntries: { results: Array<{ outcome: ItemOutcome, message: string | null, entry: { id: string, listId: string, address: string | null } | null }> } | null };

export type LiftMutationVariables = Exact<{
  input: DeleteListEntriesInput;
}>;


export type LiftMutation = { deleteListEntries: { results: Array<{ outcome: ItemOutcome, message: string | null, deletedId: string }> } | null };

export type CaptureTasksQueryVariables = Exact<{
  firewallId: string | number;
  filterBy?: CaptureTaskFilters | null | undefined;
  orderBy?: CaptureTaskOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type CaptureTasksQuery = { captureTasks: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, taskId: string, name: string | null, status: CaptureTaskStatus | null } | null }>, pageInfo: { startCursor: string | null, hasPreviousPage: boolean, endCursor: string | null, hasNextPage: boolean } } | null };

export type LiveCaptureTasksQueryVariables = Exact<{
  firewallId: string | number;
}>;


export type LiveCaptureTasksQuery = { captureTasks: { totalCount: number, edges: Array<{ node: { id: string, name: string | null, status: CaptureTaskStatus | null } | null }> } | null };

export type CaptureTaskChangesSubscriptionVariables = Exact<{
  firewallId: string | number;
  since?: string | null | undefined;
}>;


export type CaptureTaskChangesSubscription = { captureTaskChanges: { removed: Array<string>, totalCount: number, version: string, reset: boolean, added: Array<{ id: string, name: string | null, status: CaptureTaskStatus | null }>, changed: Array<{ id: string, name: string | null, status: CaptureTaskStatus | null }> } };


export const BlocklistDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Blocklist"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"objectId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listEntries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"objectId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"objectId"}}},{"kind":"Argument","name":{"kind":"Name","value":"listType"},"value":{"kind":"EnumValue","value":"BLACKLIST"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"listId"}},{"kind":"Field","name":{"kind":"Name","value":"address"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<BlocklistQuery, BlocklistQueryVariables>;
export const BlockDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Block"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateListEntriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createListEntries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"entry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"listId"}},{"kind":"Field","name":{"kind":"Name","value":"address"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BlockMutation, BlockMutationVariables>;
export const LiftDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Lift"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteListEntriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteListEntries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"results"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"deletedId"}}]}}]}}]}}]} as unknown as DocumentNode<LiftMutation, LiftMutationVariables>;
export const CaptureTasksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CaptureTasks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"firewallId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filterBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureTaskFilters"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CaptureTaskOrder"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captureTasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"firewallId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"firewallId"}}},{"kind":"Argument","name":{"kind":"Name","value":"filterBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filterBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"taskId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<CaptureTasksQuery, CaptureTasksQueryVariables>;
export const LiveCaptureTasksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LiveCaptureTasks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"firewallId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captureTasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"firewallId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"firewallId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LiveCaptureTasksQuery, LiveCaptureTasksQueryVariables>;
export const CaptureTaskChangesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"CaptureTaskChanges"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"firewallId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"since"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"captureTaskChanges"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"firewallId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"firewallId"}}},{"kind":"Argument","name":{"kind":"Name","value":"since"},"value":{"kind":"Variable","name":{"kind":"Name","value":"since"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"added"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"removed"}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"reset"}}]}}]}}]} as unknown as DocumentNode<CaptureTaskChangesSubscription, CaptureTaskChangesSubscriptionVariables>;