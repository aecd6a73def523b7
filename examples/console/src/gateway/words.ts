import type { GatewayError } from './gateway-error.ts';

/** An error as a person reads it. */
export interface Words {
  readonly title: string;
  readonly advice: string;
  /** Trying again may help; after so many seconds by itself, where a number is given. */
  readonly again: boolean | number;
}

const WORDS: Readonly<Record<string, Omit<Words, 'advice'> & { readonly advice?: string }>> = {
  RATE_LIMITED: {
    title: 'Cloud Firewall is limiting how often it may be asked',
    advice: 'Nothing is wrong with what you asked. It passes by itself.',
    again: 10,
  },
  OVERLOADED: { title: 'The gateway is busy', advice: 'It has more to do than it can.', again: 5 },
  UPSTREAM_UNAVAILABLE: { title: 'Cloud Firewall cannot be reached', again: 15 },
  UPSTREAM_TIMEOUT: { title: 'Cloud Firewall took too long to answer', again: true },
  UPSTREAM_INVALID_RESPONSE: { title: 'Cloud Firewall gave an answer that cannot be read', again: true },
  UNREACHABLE: { title: 'The gateway cannot be reached', again: 5 },
  UNAUTHENTICATED: { title: 'Your sign-in is no longer good', again: true },
  FORBIDDEN: { title: 'You may not do this', again: false },
  NOT_FOUND: { title: 'It does not exist', again: false },
  BAD_USER_INPUT: { title: 'That cannot be asked', again: false },
  QUOTA_EXCEEDED: { title: 'The quota is used up', again: false },
  CONFLICT: { title: 'Not in its present state', again: true },
  FAILED_PRECONDITION: { title: 'Not in its present state', again: true },
  UPSTREAM_CALL_LIMIT: { title: 'That is more than one question may cost', again: false },
};

/** What to tell a person of an error: what it means, and what to do. The gateway's own words where it has better ones. */
export function wordsOf({ code, message }: GatewayError): Words {
  const known = WORDS[code] ?? { title: 'Something went wrong', again: true };
  return { ...known, advice: known.advice ?? message };
}
