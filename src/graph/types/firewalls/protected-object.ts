import { type FirewallDetailRecord, firewalls, type ProtectedObjectRecord } from '../../../cfw/resources/firewall.ts';
import { firewallDetail } from '../../../cfw/resources/firewall-detail.ts';
import type { GatewayContext } from '../../../context.ts';
import { FirewallDetails } from '../../../loaders/firewall.ts';
import { builder } from '../../builder/builder.ts';
import { entityKey, registerEntity } from '../../relay/entities.ts';
import { nodeIdOf } from '../../relay/list-type.ts';
import { foundById, foundByReference } from '../../relay/named.ts';
import { NodeInterface, registerNode } from '../../relay/node.ts';
import { ProtectedObjectTypeEnum } from './firewall-enums.ts';

/** A protected object as a firewall lists it, with the firewall's enterprise project, which its lists are asked with. */
export interface ProtectedObjectNode extends ProtectedObjectRecord {
  readonly askedProject: string | null;
}

/** The key by which routers know it: the id of an object is unique by itself. */
const ENTITY_KEY = ['objectId'] as const;

/** The object alone does not tell which firewall to ask. */
const KEY = ['firewallId', 'objectId'];

export const ProtectedObject = builder.objectRef<ProtectedObjectNode>('ProtectedObject').implement({
  description: 'One border that a firewall protects. Blacklists and whitelists belong to it.',
  interfaces: [NodeInterface],
  ...entityKey(ENTITY_KEY),
  fields: (t) => ({
    id: t.id(nodeIdOf<ProtectedObjectNode>('ProtectedObject', KEY)),
    objectId: t.exposeID('objectId', { nullable: false, description: "CFW's id of the object (a UUID)." }),
    name: t.exposeString('name', { description: 'The name of the object.' }),
    type: t.expose('type', { type: ProtectedObjectTypeEnum, description: 'Which border it is.' }),
    firewallId: t.exposeID('firewallId', { description: 'The firewall that protects it (a UUID).' }),
  }),
});

/**
 * The protected objects of a firewall; null when CFW tells of none. Their lists are asked for in the enterprise project
 * of the firewall, or where it is not known, in the one that the firewall was asked for in.
 */
export function protectedObjectsOf(
  firewall: FirewallDetailRecord | null,
  askedProject: string | null,
): readonly ProtectedObjectNode[] | null {
  const objects = firewall?.protectedObjects ?? null;
  // A field of the wrong type holds its error, like every field of a record.
  if (objects instanceof Error) throw objects;
  const own = firewall?.enterpriseProjectId;
  const project = typeof own === 'string' ? own : askedProject;
  return objects?.map((object) => ({ ...object, askedProject: project })) ?? null;
}

/** The object among those of its firewall, which one operation reads once. */
async function findProtectedObject(firewallId: string, objectId: string, context: GatewayContext) {
  const objects = protectedObjectsOf(await context.use(FirewallDetails).detail({ firewallId }), null);
  return objects?.find((object) => object.objectId === objectId) ?? null;
}

foundById('ProtectedObject', KEY.length, ([firewallId]) => ({
  kind: 'detail',
  resource: firewallDetail,
  firewallId: String(firewallId),
}));
foundByReference('ProtectedObject', ['objectId'], () => ({
  kind: 'scan',
  resource: firewalls,
  detail: firewallDetail,
}));
registerNode({
  typename: 'ProtectedObject',
  key: KEY,
  find: ([firewallId, objectId], context) => findProtectedObject(firewallId!, objectId!, context),
});

registerEntity(ProtectedObject, ENTITY_KEY, async ({ objectId }, context) => {
  const found = await context.use(FirewallDetails).protectedObject(objectId!);
  return found && findProtectedObject(found.firewallId, objectId!, context);
});
