import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { type Caller, type CallerOptions, callBy } from './caller.ts';
import { json, page, type Received, startUpstream, type Upstream } from './upstream.ts';

/** An upstream that holds calls until it is told to answer; each answer names the token it was asked with. */
export interface HoldingUpstream extends Upstream {
  /** Calls that wait, oldest first; calling one answers it. */
  readonly held: (() => void)[];
  /** Resolves when so many calls wait. */
  holding(count: number): Promise<void>;
}

export async function startHolding(): Promise<HoldingUpstream> {
  const held: (() => void)[] = [];
  let arrived: () => void = () => undefined;
  const upstream = await startUpstream((response, request) => {
    held.push(() => json(page([{ name: tokenOf(request) }]))(response, request));
    arrived();
  });
  const holding = async (count: number) => {
    while (held.length < count) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  };
  return Object.assign(upstream, { held, holding });
}

export function tokenOf({ headers }: Received): string {
  return String(headers['x-auth-token']);
}

/** A caller with a forwarded token. */
export function caller(token = 't', options: CallerOptions = {}): Caller {
  return callBy(forwardedToken(token), options);
}
