import { listEntries } from '../../../cfw/resources/list-entry.ts';
import { builder } from '../../builder/builder.ts';
import { changesType, SINCE } from '../../relay/changes-type.ts';
import { ListTypeEnum } from '../enums.ts';
import { ListEntry } from './list-entry.ts';

const changes = changesType(listEntries, ListEntry);

builder.subscriptionField('listEntryChanges', (t) =>
  t.field({
    type: changes.type,
    nullable: false,
    description:
      'What happens to the blacklist or the whitelist of a protected object. CFW is polled once for all who follow.',
    args: {
      objectId: t.arg.id({ required: true, description: 'The protected object, a UUID.' }),
      listType: t.arg({ type: ListTypeEnum, required: true, description: 'Which list.' }),
      firewallId: t.arg.id({ description: 'The firewall; the object must belong to it.' }),
      enterpriseProjectId: t.arg.id({ description: 'The enterprise project of the firewall.' }),
      since: t.arg.string({ description: SINCE }),
    },
    subscribe: (_root, { since, ...query }, context) => context.follow(listEntries, query, since ?? null),
    resolve: (event, query) => changes.shown(event!, query as never),
  }),
);
