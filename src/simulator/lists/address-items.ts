import { ADDRESS_SETS } from '../known.ts';
import { cycle, Draw } from '../rows/draw.ts';
import type { Row } from '../rows/row-list.ts';
import { addressSets, addressTypeOf } from './address-sets.ts';
import { has, isAddress } from './filters.ts';
import { type List, type Place, rowsOf } from './list.ts';
import { filter, filterAmong, required, WINDOW } from './parameter.ts';

/** The example row of the document "Querying Address Group Members", word for word. */
const DOCUMENTED: Row = {
  address: '1.1.1.1',
  address_type: 0,
  description: '',
  item_id: '294fab71-34bf-4858-a380-8f7530e1c816',
};

const DESCRIPTIONS = ['', 'mail', undefined, 'branch office', null];

const SET = rowsOf(addressSets, 'set_id', 'setId');

/** No row names its set: that is in `data.set_id` alone. `name` is often absent. */
function row({ seed, parentId }: Place, position: number): Row {
  const draw = new Draw(seed, `${parentId}/address-items`, position);
  const addressType = addressTypeOf(parentId);
  return {
    address: addressType === 1 ? address6(position) : address4(draw, position),
    address_type: addressType,
    description: cycle(DESCRIPTIONS, position),
    item_id: draw.uuid(),
    name: position % 4 === 3 ? `member-${position}` : undefined,
  };
}

function address4(draw: Draw, position: number): string {
  const net = `198.${18 + ((position >> 8) & 1)}.${position & 255}`;
  return cycle([`${net}.${1 + draw.below(254)}`, `${net}.0/24`, `${net}.10-${net}.20`], position);
}

function address6(position: number): string {
  const net = `2001:db8:${position.toString(16)}::`;
  return cycle([`${net}1`, `${net}/64`, `${net}10-${net}20`], position);
}

/**
 * GET /v1/{project_id}/address-items ("Querying Address Group Members").
 * Most members of a set: 640. `enterprise_project_id` is taken and changes nothing; so is `query_address_set_type`,
 * which only says of what type the set is.
 */
export const addressItems: List<'addressItems', number> = {
  name: 'addressItems',
  operation: 'ListAddressItems',
  path: 'address-items',
  action: 'cfw:ipMember:list',
  parent: SET,
  idField: 'item_id',
  markField: 'description',
  parameters: [
    required(SET.parameter),
    ...WINDOW,
    filter('key_word', has('name', 'description')),
    filter('address', isAddress),
    filterAmong('query_address_set_type', [0, 1], () => true),
  ],
  echoesParent: true,
  row,
  first: { [ADDRESS_SETS.documentedMember]: [DOCUMENTED] },
  // A handful each, by the set's own id, so that the sets of an object differ.
  size: (setId) => (setId === ADDRESS_SETS.documentedMember ? 30 : (Number.parseInt(setId.slice(0, 2), 16) || 0) % 7),
};
