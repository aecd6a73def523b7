import { describe, expect, test } from '@jest/globals';
import { FaultBed } from './fault-bed.ts';

const bed = new FaultBed();

describe('bodies', () => {
  const spoil = async (fault: Record<string, unknown>) => {
    await bed.caller.faults(fault);
    return bed.tasks();
  };

  test('truncated: a whole message with half of its JSON', async () => {
    const right = await bed.tasks();
    const answer = await spoil({ body: 'truncated' });
    expect(answer.status).toBe(200);
    expect(right.text.startsWith(answer.text)).toBe(true);
    expect(answer.text.length).toBe(right.text.length >> 1);
  });

  test('html, empty, noData, and any text', async () => {
    const html = await spoil({ body: 'html' });
    expect([html.status, html.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(html.text).toContain('<html>');
    expect((await spoil({ body: 'html', status: 200 })).status).toBe(200);
    const empty = await spoil({ body: 'empty' });
    expect([empty.status, empty.text]).toEqual([200, '']);
    const noData = await spoil({ body: 'noData' });
    expect([noData.status, noData.text]).toEqual([200, '{}']);
    const raw = await spoil({ rawBody: '[1,2' });
    expect([raw.status, raw.text]).toEqual([200, '[1,2']);
    expect((await spoil({ body: 'empty', status: 504 })).status).toBe(504);
  });

  test('wrongTypes: the envelope and the ids stand, nothing else does', async () => {
    const right = await bed.tasks();
    const answer = await spoil({ body: 'wrongTypes' });
    expect(answer.body.data).toMatchObject({ limit: 10, offset: 0, total: 140 });
    const [row, rightRow] = [answer.body.data?.records[0] ?? {}, right.body.data?.records[0] ?? {}];
    expect(row.task_id).toBe(rightRow.task_id);
    for (const field of Object.keys(rightRow)) if (field !== 'task_id') expect(typeof row[field]).toBe('object');
  });

  test('bigTotal: a number that JavaScript cannot hold', async () => {
    const answer = await spoil({ body: 'bigTotal' });
    expect(answer.text).toContain('"total":9007199254740993}');
    expect(answer.body.data?.records).toHaveLength(10);
  });

  test('duplicateKeys: the right ones come last', async () => {
    const answer = await spoil({ body: 'duplicateKeys' });
    expect(answer.text.match(/"total"/g)).toHaveLength(2);
    expect(answer.body.data).toMatchObject({ total: 140 });
    expect(answer.body.data?.records).toHaveLength(10);
  });

  test('proto: keys that pollute a careless merge', async () => {
    const answer = await spoil({ body: 'proto' });
    expect(answer.text.match(/"__proto__"/g)).toHaveLength(12);
    expect(Object.hasOwn(answer.body.data?.records[3] ?? {}, '__proto__')).toBe(true);
  });

  test.each(['huge', 'gzipBomb'])('%s: as many bytes as asked for', async (body) => {
    const bytes = 3 * 1024 * 1024;
    const answer = await spoil({ body, bytes });
    expect(answer.status).toBe(200);
    expect(answer.text).toHaveLength(bytes);
    expect(answer.headers.get('content-encoding')).toBe(body === 'huge' ? null : 'gzip');
  });
});
