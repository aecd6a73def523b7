import type { Behaviour } from '../behaviour.ts';
import { refuseCfw } from '../refusals/errors.ts';
import type { Row, RowList } from '../rows/row-list.ts';
import { checkAddress, checkAddressType, coversAll, isPrivate } from './address.ts';
import { checkPort, type Fields, integerFieldAmong, optionalText, textField } from './body.ts';

const TCP = 6;
const UDP = 17;
const PROTOCOLS = [TCP, UDP, 1, 58, -1];
/** The batch create lists SCTP too. */
export const BATCH_PROTOCOLS = [...PROTOCOLS, 132];

/**
 * Checks the fields of one entry and returns those of its row. `port` is mandatory on paper; in practice CFW takes
 * protocols without ports when it is left out, and shows an empty text then.
 */
export function entryRequest(fields: Fields, behaviour: Behaviour, protocols = PROTOCOLS): Row {
  const direction = integerFieldAmong(fields, 'direction', [0, 1]);
  const address = textField(fields, 'address');
  const addressType = checkAddressType(fields.address_type);
  const protocol = integerFieldAmong(fields, 'protocol', protocols);
  const ported = protocol === TCP || protocol === UDP;
  const port = ported ? textField(fields, 'port') : (optionalText(fields, 'port') ?? '');
  if (port !== '') checkPort(port, 'port');
  if (coversAll(address)) throw refuseCfw('CFW.00200022', 'address must not cover all addresses');
  checkAddress(address, addressType, 'no ranges');
  if (behaviour.privateAddresses === 'refused' && isPrivate(address)) {
    throw refuseCfw('CFW.00400012', 'east-west protection must be enabled first');
  }
  const description = optionalText(fields, 'description') ?? '';
  return { address, address_type: addressType, description, direction, port, protocol };
}

/** What two entries of one list must not have in common. */
export function identityOf(entry: Row, { duplicate }: Behaviour): string {
  const fields = duplicate === 'address' ? ['address'] : ['direction', 'address', 'protocol', 'port'];
  return JSON.stringify(fields.map((field) => entry[field] ?? ''));
}

/** The identities of all entries of a list. @param exceptId an entry that is left out, because it is being changed */
export function identitiesOf(list: RowList, behaviour: Behaviour, exceptId?: string): Set<string> {
  const others = list.rows().filter(({ id }) => id !== exceptId);
  return new Set(others.map(({ value }) => identityOf(value, behaviour)));
}
