import { describe, expect, test } from '@jest/globals';
import { IAM_USER } from '../../src/simulator/known.ts';
import { FaultBed } from './fault-bed.ts';

const bed = new FaultBed();

describe('answers', () => {
  test.each([
    [{ status: 400 }, 400, 'CFW.00200001'],
    [{ status: 401 }, 401, 'APIGW.0301'],
    [{ status: 403 }, 403, 'APIGW.0302'],
    [{ status: 404 }, 404, 'APIGW.0101'],
    [{ status: 429 }, 429, 'APIGW.0308'],
    [{ status: 500 }, 500, 'APIGW.0601'],
    [{ status: 502 }, 502, 'APIGW.0202'],
    [{ status: 503 }, 503, 'APIGW.0613'],
    [{ status: 504 }, 504, 'APIGW.0203'],
    [{ errorCode: 'APIGW.0307' }, 401, 'APIGW.0307'],
    [{ status: 403, errorCode: 'APIGW.0301' }, 403, 'APIGW.0301'],
    [{ errorCode: 'CFW.00200005' }, 400, 'CFW.00200005'],
    [{ status: 507 }, 507, 'APIGW.0601'],
    [{ errorCode: 'CFW.0020016', errorMsg: 'instance status error' }, 400, 'CFW.0020016'],
  ])('%j', async (fault, status, errorCode) => {
    await bed.caller.faults(fault);
    const answer = await bed.tasks();
    expect([answer.status, answer.body.error_code]).toEqual([status, errorCode]);
    const isGateway = errorCode.startsWith('APIGW');
    expect(answer.body.request_id).toBe(isGateway ? answer.headers.get('x-request-id') : undefined);
  });

  test('a message and headers of the own choice', async () => {
    await bed.caller.faults({ status: 429, errorMsg: 'slow down', headers: { 'Retry-After': '7' } });
    const answer = await bed.tasks();
    expect(answer.body.error_msg).toBe('slow down');
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  test('headers alone leave the answer right', async () => {
    await bed.caller.faults({ headers: { 'X-Other': 'y' } });
    const answer = await bed.tasks();
    expect(answer.headers.get('x-other')).toBe('y');
    expect(answer.body.data?.records).toHaveLength(10);
  });

  test('a redirect', async () => {
    await bed.caller.faults({ redirect: 'http://127.0.0.1:1/x', times: 1 }, { redirect: '/y', status: 307 });
    const first = await bed.tasks();
    expect([first.status, first.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/x']);
    expect((await bed.tasks()).status).toBe(307);
  });

  test('IAM too, with its own shape', async () => {
    await bed.caller.faults({ match: { operation: 'IamToken' }, status: 503, errorMsg: 'down' });
    const answer = await bed.caller.send('/v3/auth/tokens', { method: 'POST', body: JSON.stringify(IAM_USER) });
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ error: { code: 503, message: 'down' } });
  });

  test('a rate limit counts in windows and says so', async () => {
    await bed.caller.faults({ rateLimit: { limit: 3, windowSeconds: 300 } });
    const seen: number[] = [];
    for (let n = 0; n < 5; n++) seen.push((await bed.tasks()).status);
    expect(seen).toEqual([200, 200, 200, 429, 429]);
    const { body } = await bed.tasks();
    expect(body.error_code).toBe('APIGW.0308');
    expect(body.error_msg).toContain('policy user over ratelimit,limit:3,time:5 minute');
  });

  test('the next window lets requests pass again', async () => {
    await bed.caller.faults({ rateLimit: { limit: 1, windowSeconds: 0.3 } });
    // Whatever the machine's pace: some request is the second of its window, and a later one the first of another.
    for (const wanted of [429, 200]) while ((await bed.tasks()).status !== wanted);
  });
});
