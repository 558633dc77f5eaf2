import { mkdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { phoneViewport } from '../../support/portal-browser.ts';
import { journeyBrowserPath, openPortalPage, readPortalToken, usePortalJourney } from '../../support/portal-journey.ts';
import { demoPages } from './portal-pages.ts';

/** The folder for the pictures of `docs/portal.md`. `npm run portal:screenshots` sets it. */
const folder = process.env.CONNECT_TEST_SCREENSHOTS;

const journey = usePortalJourney();
const viewport = { width: 1120, height: 800 };
let receiver: Server;

beforeAll(async () => {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(request.url === '/billing' ? 200 : 500).end();
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  receiver.close();
});

/** Sends the commands whose outcomes the pictures show. */
async function prepareData(page: Page): Promise<{ keyId: string; endpointId: string }> {
  const headers = {
    Authorization: `Bearer ${await readPortalToken(page)}`,
    'X-Tenant-Id': 'demo',
    'Content-Type': 'application/json',
  };
  const send = async <Data>(method: string, path: string, body: object): Promise<Data> => {
    const init = { method, headers, body: JSON.stringify(body) };
    const response = await fetch(journey.server.baseUrl + path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Data;
  };
  const expiresAt = new Date(Date.now() + 10 * 24 * 3_600_000).toISOString();
  const scopes = ['licenses:read', 'licenses:write'];
  const { apiKey } = await send<{ apiKey: { keyId: string } }>('POST', '/portal/api-keys', {
    name: 'Billing',
    scopes,
    expiresAt,
  });
  await send('POST', '/portal/api-keys', { name: 'Reports', scopes: ['*', 'customers:read'] });
  const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  await send('POST', '/portal/webhooks', { url: `${origin}/billing`, name: 'Billing' });
  const crm = { url: `${origin}/crm`, name: 'CRM' };
  const added = await send<{ webhook: { endpointId: string } }>('POST', '/portal/webhooks', crm);
  await send('PUT', '/licenses/demo-license', { metadata: { costCentre: 'CC-18' } });
  await send('PUT', '/licenses/demo-changing-license', { metadata: { costCentre: 'CC-20' } });
  await send('POST', '/licenses/demo-annotated-license/cancel', { scheduledAt: '2199-06-01' });
  await send('POST', '/portal/invitations', { email: 'new@demo.example', role: 'VIEWER' });
  return { keyId: apiKey.keyId, endpointId: added.webhook.endpointId };
}

const takeScreenshot = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder ?? '', `${name}.png`), animations: 'disabled' });
};

describe.runIf(journeyBrowserPath && folder)('pictures for the documentation', () => {
  it('of each page', async () => {
    const page = await journey.openAs('Olivia Owner', { viewport });
    const { keyId, endpointId } = await prepareData(page);
    await openPortalPage(page, `/webhooks/${endpointId}`, 'CRM');
    await page.getByText('HTTP 500').nth(2).waitFor();
    await takeScreenshot(page, 'webhook');
    await openPortalPage(page, `/api-keys/${keyId}`, 'Billing');
    await page.getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('button', { name: 'Create the new API key' }).click();
    await page.getByRole('region', { name: 'Text of the curl command' }).waitFor();
    await takeScreenshot(page, 'rotation');
    await page.getByRole('button', { name: 'Cancel the rotation' }).last().click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    for (const { path, heading, screenshot } of demoPages) {
      if (screenshot === undefined) continue;
      await openPortalPage(page, path, heading);
      await takeScreenshot(page, screenshot);
    }
    await openPortalPage(page, '/events', 'Events');
    await page.getByRole('row').filter({ hasText: 'you' }).first().getByRole('link').last().click();
    await page.getByRole('region', { name: 'Events that resulted' }).waitFor();
    await takeScreenshot(page, 'look-up');
  });

  it('of a phone with a dark scheme', async () => {
    const page = await journey.openAs('Vera Viewer', { viewport: phoneViewport, colorScheme: 'dark' });
    await openPortalPage(page, '/licenses', 'Licenses');
    await takeScreenshot(page, 'phone');
  });
});
