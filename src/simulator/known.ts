/**
 * The ids and secrets that every simulator knows, for demos, tests and READMEs. The project, firewall and object named
 * `documented` are the ones of the vendor's two example requests; everything else is made up.
 */

/** Projects. Both hold the same firewalls: the documents use one for each of their examples. */
export const PROJECTS = {
  /** Of the capture task example; the default project everywhere. */
  main: '09bb24e6fe80d23d2fa2c010b53b418c',
  /** Of the blacklist and whitelist example. */
  listExample: '9d80d070b6d44942af73c9c3d38e0429',
} as const;

/** Project names as IAM knows them: a default project is named after its region. */
export const PROJECT_NAMES: Readonly<Record<string, string>> = {
  [PROJECTS.main]: 'ap-southeast-1',
  [PROJECTS.listExample]: 'eu-west-101',
};

/** Firewalls, in the order in which CFW lists them. */
export const FIREWALLS = {
  /** 140 capture tasks, the documents' row first; one object of each type. */
  documented: 'ebf891cd-2163-48a0-9963-6309f99dd3c4',
  /** 2,500 capture tasks; its VPC object comes before its Internet object; another enterprise project. */
  busy: '5c1e7d52-0d0f-4f6e-9a35-2f4d1b7a9e10',
  /** 1 capture task; an Internet object only. */
  single: '8a3f0c64-7b1d-4c92-b0de-61c5f2a4d311',
  /** No capture tasks and no list entries. */
  empty: 'c47b92e8-35fa-4d07-8e1c-9d20b6f5a712',
  /** `is_support_capture` is false. */
  withoutCapture: '1f9d5b30-e26c-4a8b-a7f4-0c83d9e6b113',
  /** Being upgraded (status 3): protect_objects, feature_toggle and tags are absent. */
  sparse: '73e0a6c1-94bd-4e5f-9b26-d5f8170ca314',
} as const;

/** Protected objects, named after their firewall and border. */
export const OBJECTS = {
  /** Internet border of `documented`: 2,000 blacklist and 2,000 whitelist entries, the documents' row first in the latter. */
  documented: 'cfebd347-b655-4b84-b938-3c54317599b2',
  documentedVpc: 'a1d6f7b8-20c3-4e95-86fd-4b7e90c1d221',
  busyVpc: 'e8b24c90-5f17-4d3a-b6c8-02a9d7e4f122',
  busyInternet: '2d7c05e3-f481-4b6e-9c1a-8e35b0f6a223',
  singleInternet: '94f3a1b7-0c6d-4e28-a5d9-c17b62e80d24',
  emptyInternet: '60e9d8c2-7b4a-4f51-8d03-f5a2c61b9e25',
  withoutCaptureVpc: 'b5a07e14-d9c2-4836-9ef1-3c6d84b2a026',
  withoutCaptureInternet: '3f82c6d9-1e5b-4a70-b4c7-69d0e1f5a827',
} as const;

/** Address sets, both of `OBJECTS.documented`; the others' ids come from the seed. */
export const ADDRESS_SETS = {
  /** First of its list: the documents' example of a set. */
  documented: '50da1eff-e58d-4380-b899-a78f94137d3b',
  /** Second of its list; its first member is the documents' example of one. */
  documentedMember: '8773c082-2a6c-4529-939a-edc28ef1a67c',
} as const;

/** The wire values of `list_type`. */
export const LIST_TYPES = { blacklist: 4, whitelist: 5 } as const;

/** An enterprise project of its own; `0` is the default one. */
export const ENTERPRISE_PROJECT = 'd4c1e7a2-6b58-4f09-a3d7-5e90b2c8f630';

/** A permanent key pair. */
export const ACCESS_KEY = { ak: 'AKSIMULATOR0000000001', sk: 'SkSimulator/NotARealSecret+0123456789' } as const;

/** A temporary key pair, good only together with its security token. */
export const TEMPORARY_KEY = {
  ak: 'AKSIMULATOR0000000002',
  sk: 'SkSimulator/Temporary+0123456789',
  securityToken: 'SIMULATOR+SECURITY/TOKEN==',
} as const;

/** An IAM user that may use every project. */
export const IAM_USER = {
  domain: 'simulator-domain',
  name: 'simulator-user',
  password: 'Simulator-Passw0rd!',
} as const;
