/** On every answer: browsers take it for what it says it is, keep no copy, and show it to no other site. */
export const ANSWER_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** On pages besides. What a page may load, it says itself; that no other may frame it, only a header can say. */
export const PAGE_HEADERS = {
  'content-security-policy': "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
} as const;
