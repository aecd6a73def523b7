import { ENTERPRISE_PROJECT, FIREWALLS, OBJECTS } from '../known.ts';
import { Draw } from './draw.ts';

/** What a firewall protects. Type 0: Internet border (north-south); 1: VPC border (east-west). */
export interface ProtectObject {
  readonly object_id: string;
  readonly object_name: string;
  readonly type: number;
}

/** A firewall of the simulator. `undefined` stands for a field that CFW leaves out. */
export interface Firewall {
  readonly id: string;
  /** `name` on the wire is a creation timestamp in milliseconds, not a name. */
  readonly timestamp: string;
  /** `fw_instance_name` on the wire. */
  readonly displayName: string;
  readonly status: number;
  readonly enterpriseProjectId: string;
  readonly haType: number;
  readonly chargeMode: number;
  readonly engineType: number;
  /** 0 standard, 1 professional, 2 platinum, 3 basic. */
  readonly version: number;
  readonly supportsCapture: boolean | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly objects: readonly ProtectObject[] | undefined;
}

const RUNNING: Omit<Firewall, 'id' | 'timestamp' | 'displayName'> = {
  status: 2,
  enterpriseProjectId: '0',
  haType: 0,
  chargeMode: 1,
  engineType: 1,
  version: 1,
  supportsCapture: true,
  tags: {},
  objects: [],
};

const internet = (id: string): ProtectObject => ({ object_id: id, object_name: `internet-${id.slice(0, 8)}`, type: 0 });
const vpc = (id: string): ProtectObject => ({ object_id: id, object_name: `vpc-${id.slice(0, 8)}`, type: 1 });

const KNOWN: readonly Firewall[] = [
  {
    ...RUNNING,
    id: FIREWALLS.documented,
    timestamp: '1680054140516',
    displayName: 'edge-production',
    tags: { environment: 'production', team: 'network' },
    objects: [internet(OBJECTS.documented), vpc(OBJECTS.documentedVpc)],
  },
  {
    ...RUNNING,
    id: FIREWALLS.busy,
    timestamp: '1685923430117',
    displayName: 'edge-busy',
    enterpriseProjectId: ENTERPRISE_PROJECT,
    haType: 1,
    version: 2,
    tags: { environment: 'production' },
    objects: [vpc(OBJECTS.busyVpc), internet(OBJECTS.busyInternet)],
  },
  {
    ...RUNNING,
    id: FIREWALLS.single,
    timestamp: '1690870230005',
    displayName: 'branch-office',
    chargeMode: 0,
    version: 0,
    objects: [internet(OBJECTS.singleInternet)],
  },
  {
    ...RUNNING,
    id: FIREWALLS.empty,
    timestamp: '1695820030999',
    displayName: 'staging',
    tags: { environment: 'staging' },
    objects: [internet(OBJECTS.emptyInternet)],
  },
  {
    ...RUNNING,
    id: FIREWALLS.withoutCapture,
    timestamp: '1700769830640',
    displayName: 'partner-zone',
    enterpriseProjectId: ENTERPRISE_PROJECT,
    engineType: 0,
    version: 3,
    supportsCapture: false,
    objects: [vpc(OBJECTS.withoutCaptureVpc), internet(OBJECTS.withoutCaptureInternet)],
  },
  {
    ...RUNNING,
    id: FIREWALLS.sparse,
    timestamp: '1705719630321',
    displayName: 'legacy',
    status: 3,
    engineType: 3,
    supportsCapture: undefined,
    tags: undefined,
    objects: undefined,
  },
];

/** Every documented status, and 99, which is none. */
const STATUSES = [2, -1, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99];

/** The known firewalls and as many more as asked for. */
export function firewalls(seed: number, extra: number): Firewall[] {
  return [...KNOWN, ...Array.from({ length: extra }, (_, position) => extraFirewall(seed, position))];
}

function extraFirewall(seed: number, position: number): Firewall {
  const objects = [internet(new Draw(seed, 'internet', position).uuid())];
  if (position % 2 === 1) objects.push(vpc(new Draw(seed, 'vpc', position).uuid()));
  return {
    ...RUNNING,
    id: new Draw(seed, 'firewall', position).uuid(),
    timestamp: String(1_710_000_000_000 + position * 86_400_000),
    displayName: `extra-${position}`,
    status: STATUSES[position % STATUSES.length] ?? 2,
    objects: position % 4 === 3 ? objects.reverse() : objects,
  };
}
