import type { ProtectedObjectRecord } from '../cfw/firewall.ts';
import { builder } from './builder.ts';
import { ProtectedObjectTypeEnum } from './enums.ts';
import { NodeInterface, registerNode } from './node.ts';
import { writeNodeId } from './node-id.ts';
import { required } from './required.ts';

/** A protected object as a firewall lists it, with the firewall's enterprise project, which its lists inherit. */
export interface ProtectedObjectNode extends ProtectedObjectRecord {
  readonly enterpriseProjectId?: string | null | undefined;
}

export const ProtectedObject = builder.objectRef<ProtectedObjectNode>('ProtectedObject').implement({
  description: 'One border that a firewall protects. Blacklists and whitelists belong to it.',
  interfaces: [NodeInterface],
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Opaque and stable: pass it to `node` to fetch the object again.',
      resolve: ({ firewallId, objectId }) => writeNodeId('ProtectedObject', firewallId, required(objectId)),
    }),
    objectId: t.id({
      nullable: false,
      description: "CFW's id of the object (a UUID).",
      resolve: ({ objectId }) => required(objectId),
    }),
    name: t.exposeString('name', { description: 'The name of the object.' }),
    type: t.expose('type', { type: ProtectedObjectTypeEnum, description: 'Which border it is.' }),
    firewallId: t.exposeID('firewallId', { description: 'The firewall that protects it (a UUID).' }),
  }),
});

registerNode({
  typename: 'ProtectedObject',
  key: ['firewallId', 'objectId'],
  find: async ([firewallId, objectId], context) => {
    const firewall = await context.firewall({ firewallId: firewallId! });
    const found = firewall?.protectedObjects?.find((object) => object.objectId === objectId);
    return found === undefined ? null : { ...found, enterpriseProjectId: firewall?.enterpriseProjectId };
  },
});

builder.asEntity(ProtectedObject, {
  key: builder.selection<{ objectId: string }>('objectId'),
  resolveReference: ({ objectId }, context) => context.protectedObject(objectId),
});
