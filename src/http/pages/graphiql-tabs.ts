import {
  AN_ERROR,
  BOTH_LISTS,
  CAPTURE_TASKS,
  FEWEST_CALLS,
  FIREWALLS,
  NEXT_PAGE,
  ONE_TASK,
} from './graphiql-examples.ts';
import { NEWEST_CAPTURES, WHO_BLOCKS } from './graphiql-find-examples.ts';
import { FOLLOW_BLACKLIST } from './graphiql-live-examples.ts';
import { BLOCK_ADDRESS, LIFT_BLOCK, START_CAPTURE } from './graphiql-write-examples.ts';

/** The `endCursor` that the tab `CaptureTasks` gets from the simulator. */
const END_CURSOR = 'AcRWLuDu6wAAAAAACQAAAAAAjEAg_fJx-lSSS-of5EcZP5RFS-7A2gUZ_WytDcca';

/** What the header editor holds at first. GraphiQL leaves comments out of what it sends. */
export const HEADERS_HINT = `{
  // In front of a real CFW: your IAM token. It is
  // kept nowhere, and gone when this page closes.
  // "X-Auth-Token": "MIIF…",

  // Another project than the gateway's own:
  // "X-Project-Id": "09bb24e6fe80d23d2fa2c010b53b418c"
}`;

/** The examples that GraphiQL opens with. Each runs as it is against the simulator. */
export const TABS = [
  { query: FIREWALLS },
  { query: CAPTURE_TASKS },
  { query: NEXT_PAGE, variables: JSON.stringify({ after: END_CURSOR }, null, 2) },
  { query: WHO_BLOCKS },
  { query: NEWEST_CAPTURES },
  { query: BLOCK_ADDRESS },
  { query: LIFT_BLOCK, variables: JSON.stringify({ listId: 'the-listId-of-an-entry' }, null, 2) },
  { query: START_CAPTURE },
  { query: FOLLOW_BLACKLIST },
  { query: BOTH_LISTS },
  { query: ONE_TASK },
  { query: FEWEST_CALLS },
  { query: AN_ERROR },
];
