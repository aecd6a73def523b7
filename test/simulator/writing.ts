import { FIREWALLS, OBJECTS } from '../../src/simulator/known.ts';
import type { Answer, Caller } from './caller.ts';

/** What the tests of writes send, right in every part. */
export const FIREWALL = { fw_instance_id: FIREWALLS.empty };
export const CAPTURE = {
  name: 'morning',
  duration: 5,
  max_packets: 100_000,
  source: { type: 0, address_type: 0, address: '1.1.1.1' },
  destination: { type: 0, address_type: 0, address: '2.2.2.2' },
  service: { protocol: 6, dest_port: '80' },
};
export const ENTRY = {
  object_id: OBJECTS.emptyInternet,
  list_type: 4,
  direction: 0,
  address_type: 0,
  address: '203.0.113.7',
  protocol: 6,
  port: '22',
  description: 'scanner',
};
/** A field's right value taken out. */
export const ABSENT = Symbol('absent');

/** A body with one field, named by its path with dots, replaced or taken out. */
export function withField(body: object, path: string, value: unknown): object {
  const [name = '', ...rest] = path.split('.');
  const copy: Record<string, unknown> = { ...body };
  if (rest.length > 0) copy[name] = withField(copy[name] as object, rest.join('.'), value);
  else if (value === ABSENT) delete copy[name];
  else copy[name] = value;
  return copy;
}

export const codeOf = ({ status, body }: Answer) => [status, body.error_code];
export const refused = (code: string) => [400, `CFW.${code}`];

export const tasksOf = (caller: Caller) => caller.rows(`firewallId=${FIREWALLS.empty}`);
export const entriesOf = (caller: Caller, listType = 4) =>
  caller.rows(`objectId=${OBJECTS.emptyInternet}&listType=${listType}`);
