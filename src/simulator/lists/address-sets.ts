import { ADDRESS_SETS, OBJECTS } from '../known.ts';
import { cycle, Draw } from '../rows/draw.ts';
import type { Row } from '../rows/row-list.ts';
import { equals, has, isAddress } from './filters.ts';
import { type List, OBJECT, type Parameter, type Place } from './list.ts';
import { filter, filterAmong, required, WINDOW } from './parameter.ts';

/** The example row of the document "Querying the Address Group List", word for word: its object_id is another one. */
const DOCUMENTED: Row = {
  address_set_type: 0,
  object_id: 'cf18f0b1-0ce7-4eb8-83b6-4b33c8448e16',
  address_type: 0,
  description: '',
  name: 'test',
  ref_count: 0,
  set_id: ADDRESS_SETS.documented,
};

/** The set whose member is the example of "Querying Address Group Members". */
const WITH_DOCUMENTED_MEMBER: Row = {
  address_set_type: 0,
  object_id: OBJECTS.documented,
  address_type: 0,
  description: 'partner network',
  name: 'partners',
  ref_count: 2,
  set_id: ADDRESS_SETS.documentedMember,
};

const DESCRIPTIONS = ['', 'partner network', 'scanners seen in the logs', undefined, 'office', null];
/** Own sets mostly; then WAF back-to-source, DDoS back-to-source, NAT64. */
const SET_TYPES = [0, 0, 0, 1, 0, 2, 0, 3];

/** Positions of the rows with codes that no document knows. */
const UNKNOWN_ADDRESS_TYPE_AT = 11;
const UNKNOWN_SET_TYPE_AT = 13;

/** 0 IPv4, 1 IPv6. A set holds addresses of one kind only, so its members must be able to tell. */
export function addressTypeOf(setId: string): number {
  return '05af'.includes(setId.at(-1) ?? '') ? 1 : 0;
}

function row({ seed, parentId }: Place, position: number): Row {
  const draw = new Draw(seed, `${parentId}/address-sets`, position);
  const setId = draw.uuid();
  return {
    address_set_type: position === UNKNOWN_SET_TYPE_AT ? 9 : cycle(SET_TYPES, position),
    object_id: parentId,
    address_type: position === UNKNOWN_ADDRESS_TYPE_AT ? 9 : addressTypeOf(setId),
    description: cycle(DESCRIPTIONS, position),
    // The name is in the example, and missing from the table of the same document.
    name: position % 17 === 16 ? undefined : `set-${position}`,
    ref_count: cycle([0, 1, 0, 12], position),
    set_id: setId,
  };
}

/** "Works only where address_set_type is not 0": read as a second filter beside that one. Own sets have type 0. */
const QUERY_SET_TYPE: Parameter = filterAmong('query_address_set_type', [0, 1], ({ address_set_type: type }, asked) =>
  type === 0 ? true : asked === 1,
);

const SIZES: Readonly<Record<string, number>> = {
  [OBJECTS.documented]: 40,
  [OBJECTS.documentedVpc]: 3,
  [OBJECTS.busyInternet]: 5,
  [OBJECTS.singleInternet]: 1,
};

/**
 * GET /v1/{project_id}/address-sets ("Querying the Address Group List").
 * Most sets of a firewall: 3,800. `enterprise_project_id` is taken and changes nothing.
 */
export const addressSets: List<'addressSets', number> = {
  name: 'addressSets',
  operation: 'ListAddressSets',
  path: 'address-sets',
  action: 'cfw:ipGroup:list',
  parent: OBJECT,
  idField: 'set_id',
  markField: 'description',
  parameters: [
    required(OBJECT.parameter),
    ...WINDOW,
    filter('key_word', has('name', 'description')),
    filter('address', ({ set_id: setId }, address, around) =>
      around.rowsOf('addressItems', String(setId)).some(({ value }) => isAddress(value, address)),
    ),
    filterAmong('address_type', [0, 1], equals('address_type')),
    QUERY_SET_TYPE,
    filterAmong('address_set_type', [0, 1, 2, 3], equals('address_set_type')),
  ],
  row,
  first: { [OBJECTS.documented]: [DOCUMENTED, WITH_DOCUMENTED_MEMBER] },
  size: (objectId, known) => SIZES[objectId] ?? (known ? 0 : 2),
};
