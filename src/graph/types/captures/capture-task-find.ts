import { captureSizeBytes } from '../../../cfw/resources/capture-size.ts';
import type { CaptureTaskRecord } from '../../../cfw/resources/capture-task.ts';
import { momentOrder, number, ranked, textOrder } from '../../../find/columns.ts';
import { dateRange, flag, matchingAddress, oneOf, search } from '../../../find/filter.ts';
import { DateTimeRange, findableType } from '../../relay/findable-type.ts';
import { CaptureTaskStatusEnum, ProtocolEnum } from '../enums.ts';

/** What lists of capture tasks can be asked. */
export const captureTaskFind = findableType<CaptureTaskRecord>(
  'CaptureTask',
  {
    search: {
      type: 'String',
      filter: search('name', 'sourceAddress', 'destAddress', 'sourcePort', 'destPort'),
      description: 'A part of the name, an address or a port, without regard to case.',
    },
    statuses: { type: [CaptureTaskStatusEnum], filter: oneOf('status'), description: 'Any of these.' },
    protocols: { type: [ProtocolEnum], filter: oneOf('protocol'), description: 'Any of these.' },
    matchingAddress: {
      type: 'String',
      filter: matchingAddress('sourceAddress', 'destAddress'),
      description:
        'An IP address or a CIDR block. The source or the destination is the same, or a network that holds all of it.',
    },
    createdDate: { type: DateTimeRange, filter: dateRange('createdDate'), description: 'Created in this span.' },
    isDeleted: { type: 'Boolean', filter: flag('isDeleted'), description: 'Whether the task has been deleted.' },
  },
  {
    NAME: { by: textOrder('name'), description: 'By name, without regard to case; `task 9` is before `task 10`.' },
    STATUS: { by: number('statusCode'), description: "By CFW's code of the status." },
    CREATED_DATE: { by: momentOrder('createdDate'), description: 'By when the task was created.' },
    MODIFIED_DATE: { by: momentOrder('modifiedDate'), description: 'By when the task last changed.' },
    DURATION: { by: number('duration'), description: 'By how long the capture runs.' },
    MAX_PACKETS: { by: number('maxPackets'), description: 'By the most packets to capture.' },
    CAPTURE_SIZE: { by: ranked('captureSize', captureSizeBytes), description: 'By `captureSizeBytes`.' },
    REMAINING_DAYS: { by: number('remainingDays'), description: 'By the days until the result is deleted.' },
  },
);
