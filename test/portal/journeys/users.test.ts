import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callApi } from '../../support/local-server.ts';
import { listAxeViolations } from '../../support/portal-browser.ts';
import { journeyBrowserPath, openPortalPage, readPortalToken, usePortalJourney } from '../../support/portal-journey.ts';
import { startProcess } from '../../support/processes.ts';

const journey = usePortalJourney();

/** Sends a request as the pages of a tab do. */
async function callAsTab(page: Page, path: string, init: RequestInit = {}, tenantId = 'demo'): Promise<Response> {
  const headers = { Authorization: `Bearer ${await readPortalToken(page)}`, 'X-Tenant-Id': tenantId };
  return fetch(journey.server.baseUrl + path, {
    ...init,
    headers: { ...headers, ...(init.body && { 'Content-Type': 'application/json' }) },
  });
}

/** Creates an API key as the user of a tab. @returns its text */
async function createKeyInTab(page: Page, name: string): Promise<string> {
  const body = JSON.stringify({ name, scopes: ['licenses:read'] });
  const response = await callAsTab(page, '/portal/api-keys', { method: 'POST', body });
  return ((await response.json()) as { secret: string }).secret;
}

const viewerPages = [
  ['/licenses', 'Licenses'],
  ['/licenses/demo-changing-license', 'License'],
  ['/licenses/demo-ending-license', 'License'],
  ['/subscriptions/demo-subscription', /^\+49/],
  ['/orders', 'Orders'],
  ['/orders/demo-order', 'Order'],
  ['/api-keys', 'API keys'],
  ['/webhooks', 'Webhooks'],
  ['/events', 'Events'],
  ['/', 'Overview'],
] as const;

describe.runIf(journeyBrowserPath)('a viewer', () => {
  it('sees no button that they may not press, and gets 403 when they send it anyway', async () => {
    const page = await journey.openAs('Vera Viewer');
    const harmless =
      /^(Copy|Copied|Vera Viewer|Apply|Clear|Load more|Skip to the content|All|Look up|Close|Open the navigation)/;
    for (const [path, heading] of viewerPages) {
      await openPortalPage(page, path, heading);
      await page.waitForLoadState('networkidle');
      const buttons = await page.getByRole('main').getByRole('button').all();
      const names = await Promise.all(
        buttons.map(async button => (await button.getAttribute('aria-label')) ?? (await button.textContent()) ?? ''),
      );
      expect(names.filter(name => !harmless.test(name))).toEqual([]);
    }
    const links = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').allInnerTexts();
    expect(links).toEqual([
      ...['Overview', 'Licenses', 'Subscriptions', 'Orders', 'Product offerings', 'Events', 'Look up'],
      ...['API keys', 'Webhooks'],
    ]);
    await openPortalPage(page, '/team', 'There is no such page');

    const cancelled = await callAsTab(page, '/licenses/demo-license/cancel', { method: 'POST' });
    expect(cancelled.status).toBe(403);
    const created = await callAsTab(page, '/portal/api-keys', { method: 'POST', body: '{"scopes":["*"]}' });
    expect(created.status).toBe(403);
  });
});

const rivalLines = [
  { kind: 'tenant', tenantId: 'rival', mode: 'test', timeZone: 'Europe/Berlin' },
  { kind: 'customer', tenantId: 'rival', customerId: 'rival-customer', name: 'Rival' },
  {
    kind: 'productOffering',
    tenantId: 'rival',
    productOfferingId: 'rival-offering',
    name: 'Seat',
    type: 'LICENSE',
    licenseType: 'PBX',
    price: { currency: 'EUR', priceType: 'ONE_TIME', netPrice: 1 },
  },
  {
    kind: 'license',
    tenantId: 'rival',
    licenseId: 'rival-license',
    customerId: 'rival-customer',
    productOfferingId: 'rival-offering',
    status: 'ACTIVE',
    activatedAt: '2024-01-15T09:30:00+01:00',
  },
];

/** Runs the command line on the data of the server. */
async function runTool(...args: string[]): Promise<void> {
  const running = startProcess('tools/cli/main.ts', args, { CONNECT_LOCAL_FOLDER: journey.folder });
  expect(await running.waitForExit(), running.stderr()).toBe(0);
}

/** Imports another tenant with a license. */
async function importRival(): Promise<void> {
  const file = join(journey.folder, 'rival.ndjson');
  writeFileSync(file, rivalLines.map(line => `${JSON.stringify(line)}\n`).join(''));
  await runTool('import', file);
}

describe.runIf(journeyBrowserPath)('another tenant', () => {
  it('has IDs that do not exist for this tenant, and refuses its users', async () => {
    await importRival();
    const page = await journey.openAs('Olivia Owner');
    await openPortalPage(page, '/licenses/rival-license', 'License');
    await page.getByText('There is no license with this ID.').waitFor();
    await openPortalPage(page, '/offerings/rival-offering', 'Product offering');
    await page.getByText('There is no product offering with this ID.').waitFor();
    expect((await callAsTab(page, '/licenses/rival-license', {}, 'rival')).status).toBe(401);
  });

  it('is one of the choices of a person who works for both', async () => {
    await importRival();
    await runTool('users', 'invite', '--email', 'viewer@demo.example', '--role', 'viewer', '--tenant', 'rival');
    const page = await journey.openAs('Vera Viewer', { heading: 'Choose a tenant' });
    expect(await listAxeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'rival' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await openPortalPage(page, '/licenses', 'Licenses');
    await page.getByRole('link', { name: 'rival-license' }).waitFor();
    expect(await page.getByRole('link', { name: 'demo-license' }).count()).toBe(0);
    await page
      .getByRole('button', { name: 'Vera Viewer' })
      .or(page.getByRole('button', { name: /viewer@/ }))
      .click();
    await page.getByRole('button', { name: 'Change the tenant' }).click();
    await page.getByRole('button', { name: 'demo' }).click();
    await page.getByRole('link', { name: 'demo-license', exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'rival-license' }).count()).toBe(0);
  });
});

describe.runIf(journeyBrowserPath)('the team', () => {
  it('keeps an owner', async () => {
    const page = await journey.openAs('Olivia Owner');
    await openPortalPage(page, '/team', 'Team');
    const owner = page.getByRole('row').filter({ hasText: 'owner@demo.example' });
    await owner.getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('combobox', { name: 'Role' }).selectOption('VIEWER');
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('alert').getByText('owner').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('button', { name: 'Invite a user' }).click();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('new@demo.example');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    const invitation = page.getByRole('row').filter({ hasText: 'new@demo.example' });
    await invitation.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Cancel the invitation' }).click();
    await invitation.waitFor({ state: 'detached' });
  });

  it('loses a user, whose API keys work on unless they are chosen to be revoked', async () => {
    const { baseUrl } = journey.server;
    const developer = await journey.openAs('David Developer');
    const [kept, revoked] = [
      await createKeyInTab(developer, 'Kept'),
      await createKeyInTab(developer, 'Known to David'),
    ];

    const owner = await journey.openAs('Olivia Owner');
    await openPortalPage(owner, '/team', 'Team');
    const row = owner.getByRole('row').filter({ hasText: 'developer@demo.example' });
    await row.getByRole('button', { name: 'Remove' }).click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByText('They continue to work.').waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(2);
    await dialog.getByRole('checkbox', { name: 'Revoke Known to David' }).check();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await row.waitFor({ state: 'detached' });

    expect(await callApi(baseUrl, kept, '/licenses')).toMatchObject({ status: 200 });
    expect(await callApi(baseUrl, revoked, '/licenses')).toMatchObject({ status: 401 });
    expect((await callAsTab(developer, '/licenses')).status).toBe(401);
    await openPortalPage(owner, '/api-keys', 'API keys');
    const keptRow = owner.getByRole('row').filter({ hasText: 'Kept' });
    expect(await keptRow.textContent()).toContain('David Developer');

    await openPortalPage(owner, '/audit-log', 'Audit log');
    await owner.getByRole('row').filter({ hasText: 'user.removed' }).first().waitFor();
    const downloading = owner.waitForEvent('download');
    await owner.getByRole('button', { name: 'Export as CSV' }).click();
    const lines = await readLines(await (await downloading).createReadStream());
    expect(lines[0]).toBe('at,actor,action,operation,resource,changes,origin,requestId,status');
    expect(lines.some(line => line.includes('"user.removed"'))).toBe(true);
  });
});

async function readLines(stream: AsyncIterable<Buffer>): Promise<string[]> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text.split('\r\n');
}
