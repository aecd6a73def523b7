import type { CodeNames } from '../decoding/fields.ts';

export type FirewallStatus =
  | 'AWAITING_PAYMENT'
  | 'CREATING'
  | 'DELETING'
  | 'RUNNING'
  | 'UPGRADING'
  | 'DELETED'
  | 'FROZEN'
  | 'CREATE_FAILED'
  | 'DELETE_FAILED'
  | 'FREEZE_FAILED'
  | 'STORING'
  | 'STORE_FAILED'
  | 'UPGRADE_FAILED'
  | 'UNKNOWN';
export type HighAvailability = 'ACTIVE_STANDBY' | 'CLUSTER' | 'UNKNOWN';
export type ChargeMode = 'YEARLY_MONTHLY' | 'PAY_PER_USE' | 'UNKNOWN';
export type EngineType = 'IN_HOUSE' | 'HILLSTONE' | 'TOPSEC' | 'UNKNOWN';
export type FirewallEdition = 'STANDARD' | 'PROFESSIONAL' | 'PLATINUM' | 'BASIC' | 'UNKNOWN';
export type ProtectedObjectType = 'INTERNET' | 'VPC' | 'UNKNOWN';

/** The codes of a firewall's fields (cfw-api 2.1). */
export const FIREWALL_STATUSES: CodeNames<FirewallStatus> = new Map([
  [-1, 'AWAITING_PAYMENT'],
  [0, 'CREATING'],
  [1, 'DELETING'],
  [2, 'RUNNING'],
  [3, 'UPGRADING'],
  [4, 'DELETED'],
  [5, 'FROZEN'],
  [6, 'CREATE_FAILED'],
  [7, 'DELETE_FAILED'],
  [8, 'FREEZE_FAILED'],
  [9, 'STORING'],
  [10, 'STORE_FAILED'],
  [11, 'UPGRADE_FAILED'],
]);
export const HIGH_AVAILABILITIES: CodeNames<HighAvailability> = new Map([
  [0, 'ACTIVE_STANDBY'],
  [1, 'CLUSTER'],
]);
export const CHARGE_MODES: CodeNames<ChargeMode> = new Map([
  [0, 'YEARLY_MONTHLY'],
  [1, 'PAY_PER_USE'],
]);
export const ENGINE_TYPES: CodeNames<EngineType> = new Map([
  [0, 'IN_HOUSE'],
  [1, 'HILLSTONE'],
  [3, 'TOPSEC'],
]);
export const EDITIONS: CodeNames<FirewallEdition> = new Map([
  [0, 'STANDARD'],
  [1, 'PROFESSIONAL'],
  [2, 'PLATINUM'],
  [3, 'BASIC'],
]);
export const OBJECT_TYPES: CodeNames<ProtectedObjectType> = new Map([
  [0, 'INTERNET'],
  [1, 'VPC'],
]);
