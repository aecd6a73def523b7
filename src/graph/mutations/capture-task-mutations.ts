import { createCaptureTask } from '../../writes/captures/create-capture-task.ts';
import { deleteCaptureTasks } from '../../writes/captures/delete-capture-tasks.ts';
import { stopCaptureTask } from '../../writes/captures/stop-capture-task.ts';
import type { TaskOutcome } from '../../writes/task-outcome.ts';
import { builder } from '../builder/builder.ts';
import { nullOnlyByError } from '../builder/semantic-non-null.ts';
import { CaptureTask } from '../types/captures/capture-task.ts';
import { ProtocolEnum } from '../types/enums.ts';
import { deletedOf, deletePayload } from './delete-payload.ts';
import { CLIENT_MUTATION_ID, clientMutationId, type Payload, writeOutcome } from './payload-fields.ts';
import { writeCost } from './write-cost.ts';

const FIREWALL = 'The firewall (CFW: `fw_instance_id`), a UUID.';
const ENTERPRISE_PROJECT = 'The enterprise project of the firewall; `0` where enterprise projects are off.';

const CreateInput = builder.inputType('CreateCaptureTaskInput', {
  description: 'A capture to be started.',
  fields: (t) => ({
    firewallId: t.id({ required: true, description: FIREWALL }),
    enterpriseProjectId: t.id({ description: ENTERPRISE_PROJECT }),
    name: t.string({ required: true, description: 'One line of 1 to 255 characters.' }),
    duration: t.int({ required: true, description: 'How long it runs, in minutes.' }),
    maxPackets: t.int({ required: true, description: 'The most packets to capture, from 1 to 1,000,000.' }),
    sourceAddress: t.string({
      required: true,
      description: 'An IP address or CIDR block that packets come from. Both addresses are of one kind, IPv4 or IPv6.',
    }),
    destAddress: t.string({ required: true, description: 'An IP address or CIDR block that packets go to.' }),
    protocol: t.field({ type: ProtocolEnum, required: true, description: 'The protocol of the packets.' }),
    sourcePort: t.string({ description: 'A port, or a range such as `80-443`, of TCP or UDP; all without it.' }),
    destPort: t.string({ description: 'Likewise, of the other end.' }),
    idempotencyKey: t.string({
      description:
        'A text that is new for each capture you mean to start. The same key and input within 24 hours give the first outcome again, and start no second capture.',
    }),
    clientMutationId: t.string({ description: CLIENT_MUTATION_ID }),
  }),
});

const StopInput = builder.inputType('StopCaptureTaskInput', {
  description: 'A capture to be stopped.',
  fields: (t) => ({
    firewallId: t.id({ required: true, description: FIREWALL }),
    enterpriseProjectId: t.id({ description: ENTERPRISE_PROJECT }),
    taskId: t.id({ required: true, description: "CFW's id of the task, a UUID." }),
    clientMutationId: t.string({ description: CLIENT_MUTATION_ID }),
  }),
});

const DeleteInput = builder.inputType('DeleteCaptureTasksInput', {
  description: 'Capture tasks to be deleted.',
  fields: (t) => ({
    firewallId: t.id({ required: true, description: FIREWALL }),
    enterpriseProjectId: t.id({ description: ENTERPRISE_PROJECT }),
    taskIds: t.idList({ required: true, description: "CFW's ids of the tasks. One that runs is stopped first." }),
    clientMutationId: t.string({ description: CLIENT_MUTATION_ID }),
  }),
});

type TaskPayload = TaskOutcome & Payload;

function taskPayload(name: string, what: string) {
  return builder.objectRef<TaskPayload>(name).implement({
    description: what,
    fields: (t) => ({
      outcome: writeOutcome(t),
      captureTask: t.field({
        type: CaptureTask,
        description: 'The task as CFW lists it; null where it does not (yet).',
        resolve: ({ task }) => task,
      }),
      clientMutationId: clientMutationId(t),
    }),
  });
}

const CreatePayload = taskPayload('CreateCaptureTaskPayload', 'What became of the start of a capture.');
const StopPayload = taskPayload('StopCaptureTaskPayload', 'What became of the stop of a capture.');

const DeletePayload = deletePayload({
  payload: 'DeleteCaptureTasksPayload',
  what: 'What became of tasks that were to be deleted.',
  result: 'DeleteCaptureTaskResult',
  idField: 'taskId',
  row: 'task',
});

builder.mutationFields((t) => ({
  createCaptureTask: t.field({
    type: CreatePayload,
    ...nullOnlyByError,
    ...writeCost('CreateCaptureTask'),
    description:
      'Starts a capture. A firewall runs one at a time, and twenty a day. It is sent to CFW once: where the answer is lost, the list decides.',
    args: { input: t.arg({ type: CreateInput, required: true, description: 'What to capture.' }) },
    resolve: async (_root, { input }, context) => ({
      ...(await context.write(createCaptureTask, input)),
      clientMutationId: input.clientMutationId,
    }),
  }),
  stopCaptureTask: t.field({
    type: StopPayload,
    ...nullOnlyByError,
    ...writeCost('CancelCaptureTask'),
    description:
      'Stops a capture. It is done when CFW lists the task as ending or ended; a task that had ended before is left as it is.',
    args: { input: t.arg({ type: StopInput, required: true, description: 'What to stop.' }) },
    resolve: async (_root, { input }, context) => ({
      ...(await context.write(stopCaptureTask, input)),
      clientMutationId: input.clientMutationId,
    }),
  }),
  deleteCaptureTasks: t.field({
    type: DeletePayload,
    ...nullOnlyByError,
    ...writeCost('DeleteCaptureTask', 'taskIds'),
    description: 'Deletes capture tasks with their results. What runs is stopped first, and waited for.',
    args: { input: t.arg({ type: DeleteInput, required: true, description: 'What to delete.' }) },
    resolve: async (_root, { input }, context) => {
      const { firewallId, taskIds, clientMutationId } = input;
      const results = await context.write(deleteCaptureTasks, input);
      return { results: deletedOf('CaptureTask', [firewallId], taskIds, results), clientMutationId };
    },
  }),
}));
