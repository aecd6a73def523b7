import { refuseCfw } from '../refusals/errors.ts';
import type { Firewall } from '../rows/firewalls.ts';
import type { World } from '../world.ts';

const RUNNING = 2;
const UPGRADING = 3;

/** The firewall with this id, or CFW's refusal. */
export function knownFirewall(world: World, firewallId: string): Firewall {
  const firewall = world.firewall(firewallId);
  if (!firewall) throw refuseCfw('CFW.00200005', 'object not exist');
  return firewall;
}

/**
 * Refuses the lists of a firewall that does not run. The code and text, seven digits and all, are the error example of
 * "Querying a Blacklist or Whitelist"; which statuses earn it is not documented.
 */
export function mustRun(firewall: Firewall): void {
  if (firewall.status === RUNNING || firewall.status === UPGRADING) return;
  throw refuseCfw('CFW.0020016', 'instance status error');
}
