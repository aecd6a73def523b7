import { builder } from '../builder/builder.ts';

builder.mutationType({
  description:
    'Writes. Each tells what CFW has made of it, as its list shows, and never more. They run one after the other. What is wrong with an input is one error for each fault, with the path to it in `extensions.input`.',
});

export const WriteOutcomeEnum = builder.enumType('WriteOutcome', {
  description: 'What became of a write.',
  values: {
    DONE: { description: "CFW's list shows it." },
    PENDING: { description: 'CFW has taken it; its list does not show it yet.' },
    UNKNOWN: {
      description:
        "CFW's answer was lost, and its list does not tell: it may still happen. Read the list again before you repeat it.",
    },
  } as const,
});

export const ItemOutcomeEnum = builder.enumType('ItemOutcome', {
  description: 'What became of one of many.',
  values: {
    CREATED: { description: 'It was made, and is in the list.' },
    EXISTS: { description: 'It was there already: to CFW this is a duplicate.' },
    DELETED: { description: 'It was in the list, and is gone.' },
    ABSENT: { description: 'It was not there to begin with.' },
    PENDING: { description: 'CFW has taken it; its list does not show it yet.' },
    FAILED: { description: 'CFW refused it: there was no effect. `code` and `message` say why, where CFW does.' },
    UNKNOWN: {
      description: "CFW's answer was lost, and its list does not tell: it may still happen. Read the list again.",
    },
  } as const,
});
