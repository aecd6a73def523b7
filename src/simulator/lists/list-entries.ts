import { LIST_TYPES, OBJECTS } from '../known.ts';
import { cfwDate, cycle, Draw, NEWEST } from '../rows/draw.ts';
import type { Row } from '../rows/row-list.ts';
import { equals, matchesAddress } from './filters.ts';
import { type List, OBJECT, type Place } from './list.ts';
import { filter, filterAmong, required, requiredAmong, WINDOW } from './parameter.ts';

/** The example row of the document "Querying a Blacklist or Whitelist", word for word. */
const DOCUMENTED: Row = {
  address: '1.1.1.1',
  address_type: 0,
  direction: 0,
  list_id: '1310d401-daf5-44f2-8276-f79e1643984d',
  port: '1',
  protocol: 6,
};

const PROTOCOLS = [6, 17, 1, 58, -1, null];
const PORTS = ['22', '80-443', '1-65535', '', undefined, '8080'];
const DESCRIPTIONS = ['', 'partner network', undefined, 'scanner seen in the logs', null];

/** Addresses that an address filter easily confuses with each other; at the same positions of every list. */
const LOOK_ALIKES = new Map([
  [1, '1.1.1.10'],
  [2, '1.1.1.1/32'],
  [3, '2.2.2.0/24'],
]);

/** Positions of the rows with codes that the documents do not know here (132 is SCTP elsewhere in CFW). */
const UNKNOWN_PROTOCOL_AT = 23;
const UNKNOWN_DIRECTION_AT = 29;
const UNKNOWN_ADDRESS_TYPE_AT = 31;

/** The entry at a position of an object's generated list. Fields: black-white-lists, table 6, and their later additions. */
function row({ seed, parentId, variant: listType }: Place, position: number): Row {
  const draw = new Draw(seed, `${parentId}/${listType}`, position);
  const [addressType, address] = addressOf(draw, listType, position);
  const protocol = position === UNKNOWN_PROTOCOL_AT ? 132 : cycle(PROTOCOLS, position + (position >> 3));
  const created = NEWEST - position * 11 * 60_000;
  return {
    address,
    address_type: position === UNKNOWN_ADDRESS_TYPE_AT ? 9 : addressType,
    created_date: dateOf(created, position),
    description: cycle(DESCRIPTIONS, position),
    direction: position === UNKNOWN_DIRECTION_AT ? 9 : draw.below(2),
    list_id: draw.uuid(),
    modified_date: dateOf(created + draw.below(250) * 1000, position),
    // Only TCP and UDP have ports: elsewhere CFW sends an empty text, or no port at all.
    port:
      protocol === 6 || protocol === 17 ? cycle(PORTS, position + (position >> 2)) : cycle(['', undefined], position),
    protocol,
  };
}

/** The vendor's SDKs changed the type of dates from absent to text to whole seconds; rows of every kind are about. */
function dateOf(epochMs: number, position: number): string | number | undefined {
  return cycle([cfwDate(epochMs), epochMs / 1000, undefined], position);
}

function addressOf(draw: Draw, listType: number, position: number): [addressType: number, address: string] {
  const lookAlike = LOOK_ALIKES.get(position);
  if (lookAlike !== undefined) return [0, lookAlike];
  // Unique within its list: a list has no duplicates (CFW.00400011).
  const high = (position >> 8) & 255;
  const low = position & 255;
  const net = `${listType === 4 ? 45 : 52}.${high}.${low}`;
  const net6 = `2001:db8:${listType}:${position.toString(16)}::`;
  switch (position % 8) {
    case 1:
      return [0, `${net}.0/24`];
    case 2:
      return [1, `${net6}${(1 + draw.below(200)).toString(16)}`];
    case 3:
      return [1, `${net6}/64`];
    case 4:
      return [2, `host-${position}.example.com`];
    case 5:
      return [2, `*.zone-${position}.example.org`];
    case 6:
      return [0, `${net}.10-${net}.20`];
    default:
      return [0, `${net}.${1 + draw.below(254)}`];
  }
}

/** How many entries an object has on each of its two lists. */
export interface EntrySizes extends Readonly<Record<string, number>> {
  readonly blacklist: number;
  readonly whitelist: number;
}

const SIZES: Readonly<Record<string, EntrySizes>> = {
  [OBJECTS.documented]: { blacklist: 2000, whitelist: 2000 },
  [OBJECTS.documentedVpc]: { blacklist: 12, whitelist: 7 },
  [OBJECTS.busyVpc]: { blacklist: 2, whitelist: 1 },
  [OBJECTS.busyInternet]: { blacklist: 1024, whitelist: 50 },
  [OBJECTS.singleInternet]: { blacklist: 1, whitelist: 0 },
  [OBJECTS.withoutCaptureVpc]: { blacklist: 7, whitelist: 30 },
  [OBJECTS.withoutCaptureInternet]: { blacklist: 3, whitelist: 3 },
};

/**
 * GET /v1/{project_id}/black-white-lists ("Querying a Blacklist or Whitelist").
 * `enterprise_project_id` is taken and changes nothing: no document says what it does here.
 */
export const listEntries: List<'listEntries', EntrySizes> = {
  name: 'listEntries',
  operation: 'ListBlackWhiteLists',
  path: 'black-white-lists',
  action: 'cfw:blackWhite:list',
  parent: OBJECT,
  variant: { parameter: 'list_type', key: 'listType', values: LIST_TYPES },
  idField: 'list_id',
  markField: 'description',
  parameters: [
    required(OBJECT.parameter),
    requiredAmong('list_type', Object.values(LIST_TYPES)),
    filterAmong('address_type', [0, 1, 2], equals('address_type')),
    ...WINDOW,
    filter('address', matchesAddress),
    filter('port', equals('port')),
  ],
  row,
  first: { [`${OBJECTS.documented}/${LIST_TYPES.whitelist}`]: [DOCUMENTED] },
  size: (objectId, known) =>
    SIZES[objectId] ?? (known ? { blacklist: 0, whitelist: 0 } : { blacklist: 3, whitelist: 2 }),
};
