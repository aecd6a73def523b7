import { builder } from '../builder/builder.ts';

export const DriftEnum = builder.enumType('Drift', {
  description: 'Whether the rows moved under the cursor since it was made.',
  values: {
    NONE: { description: "The cursor's row stands where it stood, or the page was asked for without a cursor." },
    REALIGNED: {
      description:
        'The row has moved or is gone; the page was aligned to it, or to its nearest remembered neighbour. No row repeats, none is hidden.',
    },
    LOST: {
      description:
        'Neither the row nor a remembered neighbour was found, or the list kept changing while it was read. The page starts at the best offset known: rows may repeat or be missing.',
    },
  } as const,
});
