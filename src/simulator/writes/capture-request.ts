import { refuseCfw } from '../refusals/errors.ts';
import type { Row } from '../rows/row-list.ts';
import { checkAddress, checkAddressType } from './address.ts';
import {
  checkPort,
  type Fields,
  integerField,
  integerFieldAmong,
  objectField,
  optionalText,
  textField,
} from './body.ts';

const PROTOCOLS = [6, 17, 1, 58, -1];
const MAX_PACKETS = 1_000_000;
/** Not documented: a day of minutes. */
const MAX_DURATION = 1440;
/** Not documented; the name is one line of at most so many characters. */
const MAX_NAME = 255;

/** Checks the body of a create and returns the fields of the row that it makes. All but the ports are mandatory. */
export function captureRequest(fields: Fields): Row {
  const name = textField(fields, 'name');
  if (name.length > MAX_NAME || /[\p{Cc}]/u.test(name)) throw refuseCfw('CFW.00200001', 'parameter name is invalid');
  const duration = integerField(fields, 'duration', 1, MAX_DURATION);
  const maxPackets = integerField(fields, 'max_packets', 1, MAX_PACKETS);
  const [sourceType, source] = side(objectField(fields, 'source'));
  const [destType, dest] = side(objectField(fields, 'destination'));
  if (sourceType !== destType) throw refuseCfw('CFW.00200028', 'address types are mixed');
  const service = objectField(fields, 'service');
  return {
    capture_size: '--',
    dest_address: dest,
    dest_address_type: destType,
    dest_port: port(service, 'dest_port'),
    duration,
    is_deleted: 0,
    max_packets: maxPackets,
    name,
    protocol: integerFieldAmong(service, 'protocol', PROTOCOLS),
    remaining_days: 7,
    source_address: source,
    source_address_type: sourceType,
    source_port: port(service, 'source_port'),
  };
}

function side(fields: Fields): [addressType: number, address: string] {
  // 0 is the only type of either side that is documented.
  integerFieldAmong(fields, 'type', [0]);
  const address = textField(fields, 'address');
  const addressType = checkAddressType(fields.address_type);
  checkAddress(address, addressType, 'ranges');
  return [addressType, address];
}

/** Absent when not restricted, which the list shows as an empty text. */
function port(service: Fields, name: string): string {
  const text = optionalText(service, name) ?? '';
  if (text !== '') checkPort(text, name);
  return text;
}
