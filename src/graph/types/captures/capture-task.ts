import { captureSizeBytes } from '../../../cfw/resources/capture-size.ts';
import { type CaptureTaskRecord, captureTasks } from '../../../cfw/resources/capture-task.ts';
import { reading } from '../../../estimate/reads.ts';
import { builder } from '../../builder/builder.ts';
import { required } from '../../builder/required.ts';
import { nullOnlyByError } from '../../builder/semantic-non-null.ts';
import { pageArguments, resolveConnection } from '../../relay/connection.ts';
import { entityKey } from '../../relay/entities.ts';
import { listType, nodeIdOf } from '../../relay/list-type.ts';
import { NodeInterface } from '../../relay/node.ts';
import { AddressTypeEnum, CaptureTaskStatusEnum, ProtocolEnum } from '../enums.ts';
import { FirewallType, projectOf } from '../firewalls/firewall-type.ts';
import { captureTaskFind } from './capture-task-find.ts';

export const CaptureTask = builder.objectRef<CaptureTaskRecord>('CaptureTask').implement({
  description:
    'A packet capture task of a firewall (CFW document "Querying a Packet Capture Task", Table 6). CFW keeps tasks for a few days.',
  interfaces: [NodeInterface],
  ...entityKey(captureTasks.key),
  fields: (t) => ({
    id: t.id(nodeIdOf('CaptureTask', captureTasks.key)),
    firewallId: t.exposeID('firewallId', { nullable: false, description: 'The firewall the task runs on (a UUID).' }),
    taskId: t.exposeID('taskId', { nullable: false, description: "CFW's id of the task (a UUID)." }),
    name: t.exposeString('name', { description: 'The name the task was given.' }),
    status: t.expose('status', { type: CaptureTaskStatusEnum, description: 'How far the task is.' }),
    protocol: t.expose('protocol', {
      type: ProtocolEnum,
      description: 'The protocol of the packets that are captured; null for tasks that CFW created by itself.',
    }),
    sourceAddress: t.exposeString('sourceAddress', { description: 'The source IP address of the packets.' }),
    sourceAddressType: t.expose('sourceAddressType', { type: AddressTypeEnum, description: 'IPv4 or IPv6.' }),
    sourcePort: t.exposeString('sourcePort', {
      description: 'The source port or range, such as `22` or `1-65535`; null when not restricted.',
    }),
    destAddress: t.exposeString('destAddress', { description: 'The destination IP address of the packets.' }),
    destAddressType: t.expose('destAddressType', { type: AddressTypeEnum, description: 'IPv4 or IPv6.' }),
    destPort: t.exposeString('destPort', {
      description: 'The destination port or range, such as `22` or `1-65535`; null when not restricted.',
    }),
    duration: t.exposeInt('duration', { description: 'How long the capture runs, in minutes.' }),
    maxPackets: t.exposeInt('maxPackets', { description: 'The most packets to capture, at most 1,000,000.' }),
    captureSize: t.exposeString('captureSize', {
      description: "The size of what was captured, in CFW's words, such as `500kb`; null while there is nothing.",
    }),
    captureSizeBytes: t.field({
      type: 'SafeInt',
      description: '`captureSize` in bytes, 1 kb being 1024; null when there is nothing or the text cannot be read.',
      resolve: ({ captureSize }) => (typeof captureSize === 'string' ? captureSizeBytes(captureSize) : captureSize),
    }),
    remainingDays: t.exposeInt('remainingDays', { description: 'The days until the result is deleted.' }),
    isDeleted: t.exposeBoolean('isDeleted', { description: 'Whether the task has been deleted.' }),
    createdDate: t.expose('createdDate', {
      type: 'DateTime',
      description: "When the task was created. CFW sends no time zone; it is read in the gateway's `CFW_TIME_ZONE`.",
    }),
    modifiedDate: t.expose('modifiedDate', {
      type: 'DateTime',
      description: 'When the task last changed, read like `createdDate`.',
    }),
    firewall: t.field({
      ...nullOnlyByError,
      type: FirewallType,
      description: 'The firewall the task runs on. Its id costs no call, its other fields one call a firewall.',
      ...reading({ kind: 'firewall' }),
      resolve: ({ firewallId, enterpriseProjectId }) => ({ firewallId, askedProject: enterpriseProjectId }),
    }),
  }),
});

const tasks = listType(captureTasks, CaptureTask);

builder.queryFields((t) => ({
  captureTasks: t.field({
    type: tasks.connection,
    description: 'The packet capture tasks of a firewall, in the order CFW gives them.',
    ...tasks.window,
    args: {
      firewallId: t.arg.id({ required: true, description: 'The firewall (CFW: `fw_instance_id`), a UUID.' }),
      enterpriseProjectId: t.arg.id({
        description: 'The enterprise project the firewall belongs to; `0` where enterprise projects are off.',
      }),
      ...captureTaskFind.arguments(t.arg),
      ...pageArguments(t.arg),
    },
    resolve: (_root, args, context, info) => {
      const { firewallId, enterpriseProjectId } = args;
      const list = context.list(captureTasks, { firewallId, enterpriseProjectId });
      return resolveConnection(list, args, context, info, captureTaskFind);
    },
  }),
  captureTask: t.field({
    type: CaptureTask,
    description:
      'One task by its id, or null. CFW cannot look a task up: the gateway reads the list, once for all tasks of one operation.',
    ...tasks.byKey,
    args: {
      firewallId: t.arg.id({ required: true, description: 'The firewall, a UUID.' }),
      taskId: t.arg.id({ required: true, description: "CFW's id of the task, a UUID." }),
    },
    resolve: (_root, key, context) => tasks.find(key, context),
  }),
}));

builder.objectField(FirewallType, 'captureTasks', (t) =>
  t.field({
    type: tasks.connection,
    description: 'The packet capture tasks of the firewall, in the order CFW gives them.',
    ...tasks.window,
    args: { ...captureTaskFind.arguments(t.arg), ...pageArguments(t.arg) },
    resolve: (firewall, args, context, info) =>
      resolveConnection(
        context.list(captureTasks, {
          firewallId: required(firewall.firewallId),
          enterpriseProjectId: projectOf(firewall),
        }),
        args,
        context,
        info,
        captureTaskFind,
      ),
  }),
);
