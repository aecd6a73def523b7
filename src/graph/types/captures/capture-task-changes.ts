import { captureTasks } from '../../../cfw/resources/capture-task.ts';
import { builder } from '../../builder/builder.ts';
import { changesType, SINCE } from '../../relay/changes-type.ts';
import { CaptureTask } from './capture-task.ts';

const changes = changesType(captureTasks, CaptureTask);

builder.subscriptionField('captureTaskChanges', (t) =>
  t.field({
    type: changes.type,
    nullable: false,
    description: 'What happens to the packet capture tasks of a firewall. CFW is polled once for all who follow.',
    args: {
      firewallId: t.arg.id({ required: true, description: 'The firewall, a UUID.' }),
      enterpriseProjectId: t.arg.id({ description: 'The enterprise project the firewall belongs to.' }),
      since: t.arg.string({ description: SINCE }),
    },
    subscribe: (_root, { since, ...query }, context) => context.follow(captureTasks, query, since ?? null),
    resolve: (event, query) => changes.shown(event!, query as never),
  }),
);
