import { builder } from '../../builder/builder.ts';
import { UNKNOWN } from '../enums.ts';

export const FirewallStatusEnum = builder.enumType('FirewallStatus', {
  description: 'The state of a firewall.',
  values: {
    AWAITING_PAYMENT: { description: 'Ordered, not yet paid (CFW code -1).' },
    CREATING: { description: 'Being created (CFW code 0).' },
    DELETING: { description: 'Being deleted (CFW code 1).' },
    RUNNING: { description: 'Running (CFW code 2).' },
    UPGRADING: { description: 'Being upgraded (CFW code 3).' },
    DELETED: { description: 'Deleted (CFW code 4).' },
    FROZEN: { description: 'Frozen, or being frozen (CFW code 5).' },
    CREATE_FAILED: { description: 'Could not be created (CFW code 6).' },
    DELETE_FAILED: { description: 'Could not be deleted (CFW code 7).' },
    FREEZE_FAILED: { description: 'Could not be frozen (CFW code 8).' },
    STORING: { description: 'Being stored (CFW code 9).' },
    STORE_FAILED: { description: 'Could not be stored (CFW code 10).' },
    UPGRADE_FAILED: { description: 'Could not be upgraded (CFW code 11).' },
    UNKNOWN,
  } as const,
});

export const HighAvailabilityEnum = builder.enumType('FirewallHighAvailability', {
  description: 'How a firewall stays up when a node fails.',
  values: {
    ACTIVE_STANDBY: { description: 'A second node stands by (CFW code 0).' },
    CLUSTER: { description: 'Several nodes share the work (CFW code 1).' },
    UNKNOWN,
  } as const,
});

export const ChargeModeEnum = builder.enumType('FirewallChargeMode', {
  description: 'How a firewall is paid for.',
  values: {
    YEARLY_MONTHLY: { description: 'In advance, by the year or month (CFW code 0).' },
    PAY_PER_USE: { description: 'By use (CFW code 1).' },
    UNKNOWN,
  } as const,
});

export const EngineTypeEnum = builder.enumType('FirewallEngineType', {
  description: 'Whose engine filters the traffic.',
  values: {
    IN_HOUSE: { description: "Huawei Cloud's own (CFW code 0)." },
    HILLSTONE: { description: "Hillstone's (CFW code 1)." },
    TOPSEC: { description: "TOPSEC's (CFW code 3)." },
    UNKNOWN,
  } as const,
});

export const FirewallEditionEnum = builder.enumType('FirewallEdition', {
  description: 'The edition of a firewall.',
  values: {
    STANDARD: { description: 'Standard (CFW code 0).' },
    PROFESSIONAL: { description: 'Professional (CFW code 1).' },
    PLATINUM: { description: 'Platinum (CFW code 2).' },
    BASIC: { description: 'Basic (CFW code 3).' },
    UNKNOWN,
  } as const,
});

export const ProtectedObjectTypeEnum = builder.enumType('ProtectedObjectType', {
  description: 'Which border a protected object stands for.',
  values: {
    INTERNET: { description: 'Internet border, north-south traffic (CFW code 0).' },
    VPC: { description: 'VPC border, east-west traffic (CFW code 1).' },
    UNKNOWN,
  } as const,
});
