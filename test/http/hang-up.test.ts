import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { readEnvironment } from '../../src/environment.ts';
import { startServer } from '../../src/server.ts';
import { startHolding } from '../cfw/holding.ts';

const CALLERS = 20;

test('the calls of those who hang up end first, then their connections', async () => {
  const upstream = await startHolding();
  const variables = { PORT: '0', LOG_LEVEL: 'silent', CFW_ENDPOINT: upstream.url, CFW_PROJECT_ID: '0'.repeat(32) };
  const gateway = await startServer(readEnvironment(variables));
  const body = JSON.stringify({ query: '{ firewalls { totalCount } }' });
  const callers = Array.from({ length: CALLERS }, (_, index) => {
    const caller = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    caller.write(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nx-auth-token: t${index}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    return caller;
  });
  await upstream.holding(CALLERS);

  let closed = 0;
  for (const caller of callers) caller.resume().on('end', () => closed++);
  const ended = Promise.all([...upstream.sockets].map((socket) => once(socket, 'end')));
  for (const caller of callers) caller.end();
  await ended;
  expect(closed).toBeLessThan(CALLERS);
  await Promise.all(callers.map((caller) => caller.closed || once(caller, 'close')));
  await gateway.close();
  await upstream.close();
});
