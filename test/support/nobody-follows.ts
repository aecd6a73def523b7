import type { GatewayState } from '../../src/gateway-state.ts';

/** For tests of contexts in which no list is followed. */
export const NOBODY_FOLLOWS: GatewayState['live'] = {
  follow: () => {
    throw new Error('nobody follows here');
  },
  wrote: () => undefined,
};
