/** What no document says of CFW, to be tried both ways. The control door changes it while the simulator runs. */
export interface Behaviour {
  /** Where a new row stands in its list. */
  newRows: 'first' | 'last';
  /** How long after its answer a delete takes effect, in milliseconds. */
  deleteMs: number;
  /** A deleted capture task leaves the list, or stays there with `is_deleted` 1. */
  deletedTasks: 'gone' | 'listed';
  /** How long a stopped task is still stopping (status 5), in milliseconds. */
  stopMs: number;
  /** How a capture ends when its duration is over: status 1 or 0. */
  captureEnds: 'well' | 'abnormally';
  /** A share link with an extraction code, or a list of files. */
  result: 'link' | 'files';
  /** Whether a changed list entry keeps its list_id or gets a new one. */
  changeId: 'kept' | 'new';
  /** What a change does to an optional field that it does not name. */
  changeWithoutField: 'keeps' | 'clears';
  /** What makes an entry a duplicate: direction, address, protocol and port together, or the address alone. */
  duplicate: 'entry' | 'address';
  /** Private addresses need east-west protection first: CFW.00400012. */
  privateAddresses: 'taken' | 'refused';
  /** How many entries a firewall may have on a list. */
  mostEntries: number;
  /** In a batch every n-th item fails; 0: none. */
  batchFailsEvery: number;
  /** In a batch items with this text in their address fail; empty: none. */
  batchFailsAddress: string;
  /** A batch delete that names an unknown id: all is refused, or that one is passed over. */
  unknownInBatch: 'refused' | 'skipped';
  /** How the filter `address` of list entries compares: the whole text, any part, or a part before the mask. */
  addressFilter: 'exact' | 'part' | 'beforeMask';
  /** Whether the site has the call for quotas. */
  quota: 'there' | 'missing';
}

/** How a simulator behaves unless told otherwise. */
export const USUAL_BEHAVIOUR: Readonly<Behaviour> = {
  newRows: 'first',
  deleteMs: 0,
  deletedTasks: 'gone',
  stopMs: 2000,
  captureEnds: 'well',
  result: 'link',
  changeId: 'kept',
  changeWithoutField: 'keeps',
  duplicate: 'entry',
  privateAddresses: 'taken',
  mostEntries: 2000,
  batchFailsEvery: 0,
  batchFailsAddress: '',
  unknownInBatch: 'refused',
  addressFilter: 'beforeMask',
  quota: 'there',
};

const CHOICES: Readonly<Partial<Record<keyof Behaviour, readonly string[]>>> = {
  newRows: ['first', 'last'],
  deletedTasks: ['gone', 'listed'],
  captureEnds: ['well', 'abnormally'],
  result: ['link', 'files'],
  changeId: ['kept', 'new'],
  changeWithoutField: ['keeps', 'clears'],
  duplicate: ['entry', 'address'],
  privateAddresses: ['taken', 'refused'],
  unknownInBatch: ['refused', 'skipped'],
  addressFilter: ['exact', 'part', 'beforeMask'],
  quota: ['there', 'missing'],
};

/** Takes a part of the behaviour from the control door. A misspelt one is refused: it would change nothing. */
export function parseBehaviour(value: Readonly<Record<string, unknown>>): Partial<Behaviour> {
  for (const [name, setting] of Object.entries(value)) {
    if (!Object.hasOwn(USUAL_BEHAVIOUR, name)) throw new TypeError(`there is no ${name}`);
    const key = name as keyof Behaviour;
    const choices = CHOICES[key];
    const isGood = choices ? choices.includes(setting as string) : isLike(USUAL_BEHAVIOUR[key], setting);
    if (!isGood) throw new TypeError(`${name} must be ${choices?.join(' or ') ?? typeof USUAL_BEHAVIOUR[key]}`);
  }
  return value as Partial<Behaviour>;
}

function isLike(usual: unknown, setting: unknown): boolean {
  if (typeof usual === 'string') return typeof setting === 'string';
  return typeof setting === 'number' && Number.isInteger(setting) && setting >= 0;
}
