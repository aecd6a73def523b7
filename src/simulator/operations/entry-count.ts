import { listEntries } from '../lists/list-entries.ts';
import type { World } from '../world.ts';

/** How many entries the firewall of an object has on its lists of that type. */
export function entriesOf(world: World, firewallId: string, listType: number): number {
  const objects = world.firewall(firewallId)?.objects ?? [];
  return objects.reduce(
    (sum, { object_id: id }) => sum + (world.list(listEntries, id, listType)?.rows().length ?? 0),
    0,
  );
}
