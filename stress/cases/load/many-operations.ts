import { residentMiB, withBed } from '../../bed.ts';
import { Client, operation } from '../../client.ts';
import { atMost, type Case, none } from '../../figure.ts';
import { uncoded } from '../../verdict.ts';

const OPERATIONS = 60_000;
/** Large ones take long; as many as fill the memory many times over are enough. */
const LARGE = 2_000;
const AT_A_TIME = 16;
const FIREWALL = 'ebf891cd-2163-48a0-9963-6309f99dd3c4';
const TASK = 'taskId name status protocol sourceAddress destAddress duration maxPackets createdDate';

/** Operations of every size, each another one. */
const SHAPES: Readonly<Record<string, (index: number) => string>> = {
  'of a few characters': (index) => `{a${index}:__typename}`,
  'that are not valid': (index) => `{a${index}}`,
  'that are cut off': (index) => `{a${index}`,
  'of one list': (index) =>
    `query Q${index} { captureTasks(firewallId: "${FIREWALL}", first: 2) { nodes { ${TASK} } pageInfo { endCursor } } }`,
  'with switches': (index) =>
    `query Q${index}(${switches(index)}) { a: __typename @include(if: $a) b: __typename @include(if: $b) c: __typename @skip(if: $c) firewalls(first: 1) { totalCount } }`,
  'of many fields': (index) =>
    `query Q${index} { ${Array.from({ length: 20 }, (_, alias) => `a${alias}: firewalls(first: 1) { ...Page }`).join(' ')} } fragment Page on FirewallConnection { nodes { id name status captureTasks(first: 1) { totalCount nodes { ${TASK} } } } }`,
};

/** What is remembered of operations is bounded by what it weighs, whatever their size. */
export const manyOperations: Case = {
  name: `${OPERATIONS.toLocaleString('en')} distinct operations of each size`,
  seconds: 150,
  run: async () => {
    const figures = [];
    for (const [what, text] of Object.entries(SHAPES)) {
      const count = what === 'of many fields' ? LARGE : OPERATIONS;
      const { most, faults } = await sendAll(text, count);
      figures.push(atMost(`resident memory, ${count} ${what}`, 250, most, ' MiB'));
      if (!what.startsWith('that are')) figures.push(none(`answers without a code, ${what}`, faults));
    }
    return figures;
  },
};

function sendAll(text: (index: number) => string, count: number) {
  return withBed({}, async ({ gateway }) => {
    const client = new Client(gateway.url);
    const faults: string[] = [];
    let most = 0;
    let sent = 0;
    const loop = async () => {
      while (sent < count) {
        const index = sent++;
        faults.push(...uncoded(await client.send(operation(text(index)))));
        if (index % 1_000 === 0) most = Math.max(most, residentMiB(gateway.pid));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, loop));
    client.close();
    return { most: Math.max(most, residentMiB(gateway.pid)), faults };
  });
}

function switches(index: number): string {
  return ['a', 'b', 'c'].map((name, bit) => `$${name}: Boolean! = ${((index >> bit) & 1) === 1}`).join(', ');
}
