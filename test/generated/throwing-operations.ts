/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

/** A span of time. What is left out is open. */
export type DateTimeRange = {
  /** At this moment or later. */
  from?: unknown;
  /** Before this moment. */
  until?: unknown;
};

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

export type CaptureTasksQueryVariables = Exact<{
  firewallId: string | number;
  filterBy?: CaptureTaskFilters | null | undefined;
  orderBy?: CaptureTaskOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type CaptureTasksQuery = { captureTasks: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, taskId: string, name: string | null, status: CaptureTaskStatus | null } }>, pageInfo: { startCursor: string | null, hasPreviousPage: boolean, endCursor: string | null, hasNextPage: boolean } } };
