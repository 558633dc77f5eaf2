import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callApi } from '../../support/local-server.ts';
import { journeyBrowserPath, openPortalPage, usePortalJourney } from '../../support/portal-journey.ts';

const journey = usePortalJourney();

/** Creates an API key from any page with the button for it. @returns the text of the API key */
async function createApiKey(page: Page, name: string, scopes: string[]): Promise<string> {
  await page.getByRole('button', { name: 'Create an API key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  for (const scope of scopes) await dialog.getByRole('checkbox', { name: scope }).check();
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  return readText(page, 'the API key');
}

const readText = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('region', { name: `Text of ${name}` }).textContent()) ?? '';

describe.runIf(journeyBrowserPath)('the look-up', () => {
  it('finds a command by its idempotency key, also one that changed nothing', async () => {
    const page = await journey.openAs('Olivia Owner');
    const { baseUrl } = journey.server;
    const apiKey = await createApiKey(page, 'Look up', ['Change licenses']);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    const body = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };
    await callApi(baseUrl, apiKey, '/licenses', { key: 'look-up-1', body });
    await callApi(baseUrl, apiKey, '/licenses', { key: 'look-up-2', body: { ...body, customerId: 'nobody' } });
    const lookUp = async (idempotencyKey: string) => {
      await openPortalPage(page, '/look-up', 'Look up');
      await page.getByRole('textbox', { name: 'Idempotency key' }).fill(idempotencyKey);
      await page.getByRole('button', { name: 'Look up' }).click();
    };
    await lookUp('look-up-2');
    await page.getByRole('region', { name: 'Response: HTTP 404' }).getByText('customer_not_found').waitFor();
    await lookUp('look-up-1');
    await page.getByRole('region', { name: 'Response: HTTP 201' }).waitFor();
    await lookUp('never-sent');
    await page.getByText('No response is stored under this idempotency key.').waitFor();
  });
});

describe.runIf(journeyBrowserPath)('API keys', () => {
  it('a newcomer creates one, runs the command that is shown, and sees the outcome in the events and the history', async () => {
    const page = await journey.openAs('Olivia Owner');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await createApiKey(page, 'First steps', ['Change licenses']);
    await page.getByRole('button', { name: 'Copy the curl command' }).click();
    const command = (await page.evaluate('navigator.clipboard.readText()')) as string;
    const response = execFileSync('sh', ['-c', `${command} -s`], { encoding: 'utf8' });
    expect(response).toContain('HTTP/1.1 201 Created');
    const requestId = /X-Request-Id: (\S+)/i.exec(response)?.[1] ?? '';
    const licenseId = /"licenseId":"([\w-]+)"/.exec(response)?.[1] ?? '';
    await page.getByRole('button', { name: 'I have stored it' }).click();

    await openPortalPage(page, '/events', 'Events');
    const event = page.getByRole('row').filter({ hasText: licenseId }).filter({ hasText: 'license.created' });
    expect(await event.textContent()).toContain('API key First steps');
    await event.getByRole('link', { name: licenseId }).click();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('license.created').waitFor();
    await history.getByRole('link', { name: requestId }).first().click();
    await page.getByRole('region', { name: 'Response: HTTP 201' }).getByText(licenseId).first().waitFor();
    const request = page.getByRole('region', { name: 'Request', exact: true });
    expect(await request.textContent()).toContain('API key First steps');
  });

  it('is rotated, shows its last use, is revoked, and then gets 401', async () => {
    const { baseUrl } = journey.server;
    const page = await journey.openAs('David Developer');
    await openPortalPage(page, '/api-keys', 'API keys');
    const oldKey = await createApiKey(page, 'Billing', ['Read licenses']);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    expect(await callApi(baseUrl, oldKey, '/licenses')).toMatchObject({ status: 200 });

    await page.getByRole('link', { name: 'Billing' }).click();
    await page.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('radio', { name: 'none' }).check();
    await page.getByRole('button', { name: 'Create the new API key' }).click();
    const newKey = await readText(page, 'the API key');
    expect(newKey).not.toBe(oldKey);
    // Nothing ends before the confirmation.
    expect(await callApi(baseUrl, oldKey, '/licenses')).toMatchObject({ status: 200 });
    expect(await callApi(baseUrl, newKey, '/licenses')).toMatchObject({ status: 200 });
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByText('The old one has ended.').waitFor();
    expect(await callApi(baseUrl, oldKey, '/licenses')).toMatchObject({ status: 401 });

    await openPortalPage(page, '/api-keys?state=ACTIVE', 'API keys');
    const row = page.getByRole('row').filter({ hasText: 'Billing' });
    await row.getByText(String(new Date().getUTCFullYear())).first().waitFor();
    expect(await row.textContent()).toContain('David Developer');
    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    const revoke = page.getByRole('dialog').getByRole('button', { name: 'Revoke' });
    expect(await revoke.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Type Billing to confirm' }).fill('Billing');
    await revoke.click();
    await page.getByText('revoked', { exact: true }).waitFor();
    expect(await callApi(baseUrl, newKey, '/licenses')).toMatchObject({ status: 401 });
  });

  it('a rotation whose new API key was lost with the page can be cancelled, and the old one works on', async () => {
    const page = await journey.openAs('Olivia Owner');
    await openPortalPage(page, '/api-keys', 'API keys');
    const oldKey = await createApiKey(page, 'Reports', ['Read orders']);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Reports' }).click();
    await page.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('button', { name: 'Create the new API key' }).click();
    const newKey = await readText(page, 'the API key');
    await page.reload();
    await page.getByRole('button', { name: 'Cancel the rotation' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the rotation' }).click();
    await page.getByText('The rotation was cancelled').waitFor();
    expect(await callApi(journey.server.baseUrl, oldKey, '/orders')).toMatchObject({ status: 200 });
    expect(await callApi(journey.server.baseUrl, newKey, '/orders')).toMatchObject({ status: 401 });
  });

  it('gets another name and other scopes', async () => {
    const page = await journey.openAs('Olivia Owner');
    await openPortalPage(page, '/api-keys', 'API keys');
    const apiKey = await createApiKey(page, 'Import', ['Read licenses']);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Import of orders');
    await page.getByRole('checkbox', { name: 'Read licenses' }).uncheck();
    await page.getByRole('checkbox', { name: 'Read orders' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Import of orders' }).waitFor();
    expect(await callApi(journey.server.baseUrl, apiKey, '/orders')).toMatchObject({ status: 200 });
    expect(await callApi(journey.server.baseUrl, apiKey, '/licenses')).toMatchObject({ status: 403 });
  });
});
