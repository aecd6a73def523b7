import type { Behaviour } from './behaviour.ts';
import type { ListSizes } from './lists/table.ts';

/** A key pair that the simulator accepts; with a security token it is a temporary one. */
export interface KeyPair {
  readonly ak: string;
  readonly sk: string;
  readonly securityToken?: string;
}

/** A user that IAM issues tokens to. */
export interface IamUser {
  readonly domain: string;
  readonly name: string;
  readonly password: string;
  /** Ids of the projects the user may scope a token to; absent: all. */
  readonly projects?: readonly string[];
}

/**
 * Everything that can be chosen when a simulator starts; every part has a default. The sizes of lists are here too, by
 * the name of the list: `captureTasks`, `listEntries` and so on.
 */
export interface SimulatorOptions extends ListSizes {
  /** TCP port; 0 takes a free one. Default 0. */
  readonly port?: number;
  /** Address to listen on. Default 127.0.0.1. */
  readonly host?: string;
  /** Seed of all generated rows and of fault probabilities. Default 1. */
  readonly seed?: number;
  /** Project ids that exist beside the known two. All projects hold the same firewalls. */
  readonly projects?: readonly string[];
  /** Firewalls beside the known ones; their status runs through every code, known and unknown. Default 0. */
  readonly extraFirewalls?: number;
  /** Marks every row with the credential that reads it (see `tenantMark`). Default false. */
  readonly tenantRows?: boolean;
  /** Key pairs, instead of the known two. */
  readonly credentials?: readonly KeyPair[];
  /** IAM users, instead of the known one. */
  readonly iamUsers?: readonly IamUser[];
  /** What the documents leave open; see there. */
  readonly behaviour?: Partial<Behaviour>;
  /** Rights that nobody has, such as `cfw:captureTask:create`; their calls are 403. Default none. */
  readonly denied?: readonly string[];
  /** How many of the last requests are remembered. Default 200,000. */
  readonly requestLogSize?: number;
}
