import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forwardedToken, identityOf } from '../../src/cfw/credentials/credentials.ts';
import { checkTenant } from '../../src/cfw/credentials/tenant.ts';
import { CfwError } from '../../src/cfw/decoding/errors.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { firewalls } from '../../src/cfw/resources/firewall.ts';
import { firewallDetail } from '../../src/cfw/resources/firewall-detail.ts';
import { listEntries } from '../../src/cfw/resources/list-entry.ts';
import type { UpstreamRequest } from '../../src/cfw/wire/request.ts';
import { FIREWALL_ID, PROJECT_ID } from './caller.ts';

const RANGE = { offset: 0, limit: 1 };
const RUNS = 25_000;

// Text of all kinds, much of it made of what breaks out of a path, a query, a header or a JSON text.
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom('..', '/', '\\', '%2e', '%2F', '?', '#', '&', '=', '\r\n', '\0', ' ', '@', ':', 'a', '"', '{'),
    )
    .map((parts) => parts.join('')),
  fc.integer({ min: 65, max: 10_000 }).map((length) => 'a'.repeat(length)),
  fc.constantFrom(PROJECT_ID, FIREWALL_ID, 'default', '0', '..', '', '__proto__', 'constructor'),
);

/** What was made of hostile values: a request, or null for a refusal. Anything else than a refusal is thrown on. */
function made(make: () => UpstreamRequest): UpstreamRequest | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof CfwError && error.code === 'BAD_USER_INPUT') return null;
    throw error;
  }
}

/** True when the URL that goes on the wire stands below the project and says what it was made of. */
function isInside(request: UpstreamRequest | null, path: string): boolean {
  if (request === null) return true;
  const search = request.query === '' ? '' : `?${request.query}`;
  const url = new URL(`https://cfw.example.com${request.path}${search}`);
  return (
    url.href === `https://cfw.example.com/v1/${PROJECT_ID}/${path}${search}` &&
    !/\.\.|[\r\n\0]/.test(`${request.path}${decodeURIComponent(request.query)}`)
  );
}

describe('hostile values never leave the project’s paths', () => {
  test('firewall and enterprise project ids', () => {
    fc.assert(
      fc.property(hostile, hostile, (firewallId, enterpriseProjectId) => {
        const query = { firewallId, enterpriseProjectId };
        return (
          isInside(
            made(() => captureTasks.toRequest(PROJECT_ID, query, RANGE)),
            'capture-task',
          ) &&
          isInside(
            made(() => firewallDetail.toRequest(PROJECT_ID, query, RANGE)),
            'firewall/exist',
          )
        );
      }),
      { numRuns: RUNS },
    );
  });

  test('object ids, addresses and ports', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (objectId, address, port) => {
        const list = { objectId: FIREWALL_ID, listType: 'WHITELIST' } as const;
        return [
          { ...list, objectId },
          { ...list, address },
          { ...list, port },
        ].every((query) =>
          isInside(
            made(() => listEntries.toRequest(PROJECT_ID, query, RANGE)),
            'black-white-lists',
          ),
        );
      }),
      { numRuns: RUNS },
    );
  });

  test('search words stay one value of the body', () => {
    fc.assert(
      fc.property(hostile, (search) => {
        const request = made(() => firewalls.toRequest(PROJECT_ID, { search }, RANGE));
        const { key_word, ...rest } = JSON.parse(
          request?.body ?? JSON.stringify({ key_word: search, limit: 1, offset: 0 }),
        );
        return key_word === search && Object.keys(rest).length === 2 && isInside(request, 'firewalls/list');
      }),
      { numRuns: RUNS },
    );
  });

  test('project ids, tokens and languages', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (projectId, token, language) => {
        const credentials = forwardedToken(token);
        try {
          checkTenant({ projectId, credentials, language });
        } catch (error) {
          return error instanceof CfwError;
        }
        return /^[0-9a-f]{32}$/i.test(projectId) && /^[a-z0-9-]{1,35}$/i.test(language) && /^[\x21-\x7e]+$/.test(token);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a tenant', () => {
  const credentials = forwardedToken('t');

  test('without a token is nobody', () => {
    for (const nobody of [
      forwardedToken(undefined),
      forwardedToken(''),
      forwardedToken('a\r\nb'),
      forwardedToken('é'),
    ]) {
      expect(nobody.identity).toBe('');
      expect(() => checkTenant({ projectId: PROJECT_ID, credentials: nobody })).toThrow(
        expect.objectContaining({ code: 'UNAUTHENTICATED' }),
      );
    }
  });

  test('with a project id of another shape is refused without repeating it', () => {
    expect(() => checkTenant({ projectId: '../evil', credentials })).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: 'Correct the project id (header X-Project-Id): it must be 32 hexadecimal digits.',
      }),
    );
  });

  test('identities differ by kind and by every part', () => {
    const identities = [identityOf('a', 'b', 'c'), identityOf('a', 'bc'), identityOf('b', 'a', 'c'), identityOf('a')];
    expect(new Set(identities).size).toBe(identities.length);
  });
});
