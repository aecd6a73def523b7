import { describe, expect, test } from '@jest/globals';
import { createLog } from '../../src/telemetry/log.ts';
import { Telemetry } from '../../src/telemetry/telemetry.ts';
import { LogLines } from './watched-gateway.ts';

const TOKEN = 'CANARY_token_5e1d';

describe('an unforeseen error', () => {
  async function logged(error: unknown): Promise<string> {
    const lines = new LogLines();
    const telemetry = new Telemetry(await createLog('trace', lines));
    telemetry.unforeseen('unforeseen error', error);
    await telemetry.close();
    return lines.text;
  }
  const thrownBy = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  test.each<[string, unknown]>([
    ['quotes a body', thrownBy(() => JSON.parse(TOKEN))],
    ['names a value', thrownBy(() => Buffer.from('', TOKEN as BufferEncoding))],
    ['ends with a value', new Error('wrong password: CANARY-password-42')],
    ['has properties', Object.assign(new Error('failed'), { headers: { 'x-auth-token': TOKEN }, body: TOKEN })],
    ['has a cause', new Error('failed', { cause: new Error(TOKEN) })],
    ['has a long message', new Error(`failed at https://cfw.example.com/v1/?token=${TOKEN}`)],
    [
      'has a message that looks like a stack',
      new Error(`failed\n    at "${TOKEN}"\n    at x (${'y'.repeat(30)}${TOKEN})`),
    ],
    ['is no error', { token: TOKEN }],
    ['is a text', TOKEN],
  ])('that %s is logged without it', async (_, error) => {
    expect(await logged(error)).not.toContain('CANARY');
  });

  test('says what kind it is and where it comes from', async () => {
    const line = JSON.parse(await logged(new TypeError('x is not a function'))) as { err: { stack: string[] } };
    expect(line).toMatchObject({ level: 'error', err: { type: 'TypeError', message: 'x is not a function' } });
    expect(line.err.stack[0]).toContain('scrubbed-error.test.ts');
  });
});
