import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CfwClient, createCfwClient } from '../../src/cfw/client.ts';
import { forwardedToken } from '../../src/cfw/credentials/credentials.ts';
import { CfwError } from '../../src/cfw/decoding/errors.ts';
import { captureTasks } from '../../src/cfw/resources/capture-task.ts';
import { callBy, FIREWALL_ID } from './caller.ts';
import { json, page, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
let client: CfwClient;

beforeAll(async () => {
  upstream = await startUpstream(json(page([])));
  client = createCfwClient({ endpoint: upstream.url, timeZone: 'UTC', attemptTimeoutMs: 2000 });
});
afterAll(async () => {
  await client.close();
  await upstream.close();
});

/** The error of a call whose every attempt gets this answer. A short deadline leaves no time for a retry. */
async function refused(status: number, body: unknown, headers: Record<string, string> = {}): Promise<CfwError> {
  upstream.reply = json(body, status, { 'retry-after': '9', ...headers });
  const error: unknown = await client
    .list(
      captureTasks,
      { firewallId: FIREWALL_ID },
      { offset: 0, limit: 1 },
      callBy(forwardedToken('SECRET-TOKEN'), { deadlineMs: 5000 }),
    )
    .then(
      () => null,
      (thrown) => thrown,
    );
  expect(error).toBeInstanceOf(CfwError);
  return error as CfwError;
}

describe('CFW’s own codes', () => {
  test.each([
    ['CFW.00200005', 'NOT_FOUND'],
    ['CFW.00400008', 'NOT_FOUND'],
    ['CFW.00200016', 'FAILED_PRECONDITION'],
    ['CFW.0020016', 'FAILED_PRECONDITION'],
    ['CFW.200016', 'FAILED_PRECONDITION'],
    ['CFW.20016', 'FAILED_PRECONDITION'],
    ['CFW.00400011', 'CONFLICT'],
    ['CFW.00400013', 'QUOTA_EXCEEDED'],
    ['CFW.00200001', 'BAD_USER_INPUT'],
    ['CFW.00200110', 'FORBIDDEN'],
    ['CFW.00300001', 'UPSTREAM_UNAVAILABLE'],
    ['CFW.00100001', 'UPSTREAM_UNAVAILABLE'],
    ['CFW.01100008', 'UPSTREAM_UNAVAILABLE'],
    ['CFW.99999999', 'BAD_USER_INPUT'],
    ['00200005', 'NOT_FOUND'],
    ['0200005', 'NOT_FOUND'],
    ['0020005', 'NOT_FOUND'],
    ['200005', 'NOT_FOUND'],
    ['00500002', 'BAD_USER_INPUT'],
    ['0020016', 'FAILED_PRECONDITION'],
    ['01100008', 'UPSTREAM_UNAVAILABLE'],
    ['cfw.00200005', 'NOT_FOUND'],
  ])('%s is %s, with its status and with 200', async (errorCode, code) => {
    for (const status of [400, 200]) {
      const error = await refused(status, { error_code: errorCode, error_msg: 'what CFW says' });
      expect(error).toMatchObject({ code, upstream: { status, errorCode, requestId: 'req-1' } });
      expect(error.message).toMatch(/^CFW says: what CFW says\. [A-Z].+\.$/);
    }
  });

  test.each([
    [{ error_code: 200005 }, 'NOT_FOUND'],
    [{ error: { code: 'CFW.00200005', message: 'm' } }, 'NOT_FOUND'],
    [{ errorCode: 'CFW.00200024', errorMsg: 'm' }, 'QUOTA_EXCEEDED'],
    [{ code: 'CFW.00200005', message: 'm', data: null }, 'NOT_FOUND'],
    [{ error_code: 'CFW.00200005', data: { total: 0, records: [] } }, 'NOT_FOUND'],
    [{ error_code: 'APIGW.0301', error_msg: 'm' }, 'UNAUTHENTICATED'],
    [{ error_code: 'APIG.0302', error_msg: 'm' }, 'FORBIDDEN'],
    [{ error_code: 'APIGW.0308', error_msg: 'm' }, 'RATE_LIMITED'],
    [{ error_code: 'APIGW.0203', error_msg: 'm' }, 'UPSTREAM_TIMEOUT'],
    [{ error_code: 'APIGW.0201', error_msg: 'm' }, 'UPSTREAM_UNAVAILABLE'],
    [{ code: 403, message: 'm' }, 'FORBIDDEN'],
    [{ error_code: 'X.1', error_msg: 'm' }, 'UPSTREAM_INVALID_RESPONSE'],
    [{ error: { code: 'X.1', message: 'm' } }, 'UPSTREAM_INVALID_RESPONSE'],
  ])('HTTP 200 with %j is %s', async (body, code) => {
    const errorCode = /(?:CFW|APIGW?|X)\.\d+|\b\d{3,8}\b/.exec(JSON.stringify(body))?.[0];
    expect(await refused(200, body)).toMatchObject({ code, upstream: { status: 200, errorCode } });
  });

  test('a message is cut, and rid of control characters, URLs, long words and the token', async () => {
    const error = await refused(400, {
      error_code: 'CFW.00200016',
      error_msg: `line\r\n\u0000two https://internal/x SECRET-TOKEN ${'A'.repeat(64)} ${'word '.repeat(200)}`,
    });
    expect(error.message).toMatch(/^CFW says: line two … … … word word/);
    expect(error.message.length).toBeLessThan(400);
  });
});

describe('the API gateway’s codes, IAM and bare statuses', () => {
  test.each([
    [401, 'APIGW.0301', 'UNAUTHENTICATED'],
    [401, 'APIGW.0307', 'UNAUTHENTICATED'],
    [403, 'APIGW.0302', 'FORBIDDEN'],
    [403, 'APIG.0310', 'FORBIDDEN'],
    [404, 'APIGW.0101', 'NOT_FOUND'],
    [414, 'APIGW.0201', 'BAD_USER_INPUT'],
    [502, 'APIGW.0201', 'UPSTREAM_UNAVAILABLE'],
    [504, 'APIGW.0201', 'UPSTREAM_TIMEOUT'],
    [504, 'APIGW.0203', 'UPSTREAM_TIMEOUT'],
    [429, 'APIGW.0308', 'RATE_LIMITED'],
    [500, 'APIGW.0601', 'UPSTREAM_UNAVAILABLE'],
    [503, 'APIGW.0613', 'UPSTREAM_UNAVAILABLE'],
  ])('%d %s is %s, and nothing of its text is told', async (status, errorCode, code) => {
    const error_msg = 'verify aksk signature fail, canonicalRequest:GET|/v1/secret';
    const error = await refused(status, { error_code: errorCode, error_msg, request_id: 'body-id' });
    expect(error).toMatchObject({ code, upstream: { status, errorCode, requestId: 'req-1' } });
    expect(error.message).not.toMatch(/verify|canonical|secret/);
    expect(error.message).toMatch(/[A-Z].+\.$/);
  });

  test.each([
    [{ error: { code: 'IAM.0011', message: 'm', title: 't' } }, 'IAM.0011'],
    [{ error: { code: 401, message: 'm' } }, '401'],
    [{ errorCode: 'X.1', errorMsg: 'm' }, 'X.1'],
    [{ code: 'Y.2', message: 'm' }, 'Y.2'],
    [{ data: 1, trace_id: 'x' }, null],
    ['<html>', null],
    ['', null],
    ['null', null],
    [{ error_code: 'has spaces and "quotes"' }, null],
    [{ error_code: 'A'.repeat(65) }, null],
    [{ error_code: { a: 1 } }, null],
  ])('a body of %j', async (body, errorCode) => {
    expect(await refused(403, body)).toMatchObject({ code: 'FORBIDDEN', upstream: { status: 403, errorCode } });
  });

  test.each([
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
    [408, 'UPSTREAM_TIMEOUT'],
    [409, 'CONFLICT'],
    [429, 'RATE_LIMITED'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [502, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
    [504, 'UPSTREAM_TIMEOUT'],
    [201, 'UPSTREAM_INVALID_RESPONSE'],
    [204, 'UPSTREAM_INVALID_RESPONSE'],
    [304, 'UPSTREAM_INVALID_RESPONSE'],
  ])('a bare %d is %s', async (status, code) => {
    expect(await refused(status, status === 204 || status === 304 ? '' : '<html>')).toMatchObject({ code });
  });

  test('a request id of another shape is not told', async () => {
    const error = await refused(403, {}, { 'x-request-id': 'id with spaces' });
    expect(error.upstream?.requestId).toBeNull();
    const echo = await refused(403, { error_code: 'SECRET-TOKEN' }, { 'x-request-id': 'SECRET-TOKEN' });
    expect(echo.upstream).toEqual({ status: 403, errorCode: null, requestId: null });
  });

  test('the wait that a throttle asks for is told', async () => {
    expect((await refused(429, {})).message).toMatch(/Try again in 9 s/);
    const error_msg = 'policy user over ratelimit,limit:200,time:5 minute';
    expect((await refused(429, { error_code: 'APIGW.0308', error_msg })).message).toMatch(/Try again in 300 s/);
  });

  test('the code of a missing capture right says what to do', async () => {
    expect((await refused(401, {})).message).toMatch(/X-Auth-Token/);
    expect((await refused(403, {})).message).toMatch(/right/);
  });
});
