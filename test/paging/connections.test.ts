import { FIREWALLS } from '../../src/simulator/known.ts';
import { LISTS } from '../support/lists.ts';
import { connectionContract } from './connection-contract.ts';

// A long list in small pages is a great many requests, which show nothing that a short one does not.
for (const list of LISTS) connectionContract(list, list.type === 'ListEntry' ? [50, 1024] : [7, 50, 1024]);

const [tasks] = LISTS;
const longest = (args: string, selection: string) =>
  `list: captureTasks(firewallId: "${FIREWALLS.busy}" ${args}) { ${selection} }`;
connectionContract(
  {
    ...tasks!,
    name: 'captureTasks, 2,500 rows',
    read: longest,
    another: tasks!.read,
    ids: async (bed) => {
      const { rows } = (await bed.control('GET', `rows?firewallId=${FIREWALLS.busy}`)) as {
        rows: { task_id: string }[];
      };
      return rows.map(({ task_id }) => task_id);
    },
  },
  [50, 1024],
);
