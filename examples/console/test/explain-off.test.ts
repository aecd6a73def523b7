import { expect, test } from '@jest/globals';
import { inConsole } from './suite.ts';

const desk = inConsole({ ALLOW_EXPLAIN: 'false', ALLOW_WRITES: 'false' });

test('a gateway that tells no price and takes no writes: all is shown, and why nothing is written', async () => {
  const { page } = await desk.open();
  const row = page.getByRole('row', { name: /^zhuabaotest/ });
  await row.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Not done: stop zhuabaotest. You may not do this.').waitFor();
  expect(await page.getByText(/calls? to CFW/).count()).toBe(0);
});
