import { expect, test } from '@jest/globals';
import { inConsole } from './suite.ts';

// The gateway has no key of its own: it hands on the token of whoever asks.
const desk = inConsole({ HUAWEICLOUD_SDK_AK: '', HUAWEICLOUD_SDK_SK: '' });
const TOKEN = 'token-of-a-person';

test('who is not signed in is asked to, once; the token goes with every call and is kept nowhere', async () => {
  const { page } = await desk.open();
  const token = page.getByLabel('IAM token (X-Auth-Token)');
  await token.waitFor();
  expect(await token.count()).toBe(1);
  await token.fill(TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('100 of 140 captures').waitFor();
  await page.getByText('connecting …').waitFor({ state: 'hidden' });
  const seen = await desk.bed.calls();
  expect(seen.filter(({ status }) => status === 200).every(({ headers }) => headers['x-auth-token'] === TOKEN)).toBe(
    true,
  );
  expect(page.url()).not.toContain(TOKEN);
  expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage, document.cookie])')).not.toContain(TOKEN);
  await page.reload();
  await token.waitFor();
});

test('a token that is good no more: the page asks for another one', async () => {
  const { page } = await desk.open('', { live: 'off' });
  await page.getByLabel('IAM token (X-Auth-Token)').fill(TOKEN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('100 of 140 captures').waitFor();
  await desk.bed.control('PUT', 'faults', { faults: [{ match: { token: TOKEN }, status: 401 }] });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByLabel('Status').selectOption('Running');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.getByText('Please sign in').waitFor();
  await page.getByLabel('IAM token (X-Auth-Token)').fill('another-token');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('100 of 140 captures').waitFor();
});
