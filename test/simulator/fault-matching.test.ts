import { describe, expect, test } from '@jest/globals';
import { FIREWALLS, OBJECTS, PROJECTS } from '../../src/simulator/known.ts';
import { startSimulator } from '../support/built-parts.ts';
import { Caller } from './caller.ts';
import { FaultBed, TASKS } from './fault-bed.ts';

const LISTS = { object_id: OBJECTS.documented, list_type: 4, limit: 10, offset: 0 };

const bed = new FaultBed();
const lists = () => bed.caller.get('black-white-lists', LISTS);

describe('which requests are struck', () => {
  test.each([
    ['operation', { operation: 'ListCaptureTask' }],
    ['method and path', { method: 'GET', path: `/v1/${PROJECTS.main}/capture-task` }],
    ['firewall', { firewallId: FIREWALLS.documented }],
    ['offset', { offset: 20 }],
    ['token', { token: 'marked' }],
  ])('by %s', async (_, match) => {
    await bed.caller.faults({ match, status: 503 });
    expect((await bed.tasks({ offset: 20 }, 'marked')).status).toBe(503);
    expect((await lists()).status).toBe(200);
  });

  test('by project and by object', async () => {
    await bed.caller.faults({ match: { projectId: PROJECTS.listExample }, status: 500 });
    expect((await bed.tasks({}, 't', PROJECTS.listExample)).status).toBe(500);
    expect((await bed.tasks()).status).toBe(200);
    await bed.caller.faults({ match: { objectId: OBJECTS.documented }, status: 500 });
    expect((await lists()).status).toBe(500);
  });

  test('all parts must fit, and an offset of zero is one', async () => {
    await bed.caller.faults({ match: { operation: 'ListCaptureTask', offset: 0 }, status: 500 });
    expect((await bed.tasks()).status).toBe(500);
    expect((await bed.tasks({ offset: 10 })).status).toBe(200);
    expect((await lists()).status).toBe(200);
  });

  test('the first that fits and is not spent strikes alone', async () => {
    await bed.caller.faults(
      { times: 2, status: 500 },
      { times: 1, status: 502 },
      { match: { offset: 9 }, status: 504 },
    );
    const seen: number[] = [];
    for (let n = 0; n < 4; n++) seen.push((await bed.tasks()).status);
    expect(seen).toEqual([500, 500, 502, 200]);
    expect((await bed.caller.control('GET', 'faults')).faults).toMatchObject([{ hits: 2 }, { hits: 1 }, { hits: 0 }]);
  });

  test('a probability is drawn from the seed', async () => {
    const strikes = async () => {
      const seeded = await startSimulator({ seed: 7 });
      const other = new Caller(seeded);
      await other.faults({ probability: 0.5, status: 500 });
      const seen: number[] = [];
      for (let n = 0; n < 40; n++) seen.push((await other.get('capture-task', TASKS)).status);
      await seeded.close();
      return seen;
    };
    const first = await strikes();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await strikes()).toEqual(first);
  });

  test('without faults everything is well again', async () => {
    await bed.caller.faults({ status: 500 });
    await bed.caller.control('DELETE', 'faults');
    expect((await bed.tasks()).status).toBe(200);
  });

  test.each([
    { statsu: 500 },
    { match: { firewall: 'x' }, status: 500 },
    { body: 'torn' },
    { match: { operation: 'ListTask' } },
    'x',
  ])('a misspelt fault is refused: %j', async (fault) => {
    await expect(bed.caller.faults(fault)).rejects.toThrow('400');
  });
});
