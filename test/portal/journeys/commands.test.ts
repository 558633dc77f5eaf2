import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  endPortalSession,
  journeyBrowserPath,
  openPortalPage,
  usePortalJourney,
} from '../../support/portal-journey.ts';

const journey = usePortalJourney();

/** Fills the form for a new license. @returns the button that sends it */
async function fillLicense(page: Page, costCentre: string) {
  await openPortalPage(page, '/licenses', 'Licenses');
  await page.getByRole('button', { name: 'Create a license' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Product offering' }).selectOption('demo-license-offering');
  await dialog.getByRole('combobox', { name: 'Customer' }).fill('demo-customer');
  await dialog.getByRole('textbox', { name: 'Metadata' }).fill(JSON.stringify({ costCentre }));
  return dialog.getByRole('button', { name: 'Create', exact: true });
}

/** Records the idempotency keys of the new licenses that a tab sends. @param handle - decides what becomes of a request */
async function recordCreations(
  page: Page,
  handle: (route: Route, attempt: number) => Promise<void>,
): Promise<string[]> {
  const idempotencyKeys: string[] = [];
  await page.route('**/licenses', async route => {
    if (route.request().method() !== 'POST') return route.continue();
    idempotencyKeys.push(route.request().headers()['x-idempotency-key'] ?? '');
    return handle(route, idempotencyKeys.length);
  });
  return idempotencyKeys;
}

/** Counts the licenses with these metadata by their events. */
async function countCreated(page: Page, costCentre: string): Promise<number> {
  const events = (await page.evaluate(`(async () => {
    const user = JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find(each => each.startsWith('oidc.user:'))));
    const response = await fetch('licenses?customerId=demo-customer&limit=1000', {
      headers: { Authorization: 'Bearer ' + user.access_token, 'X-Tenant-Id': 'demo' },
    });
    return (await response.json()).items;
  })()`)) as { metadata?: { costCentre?: string } }[];
  return events.filter(({ metadata }) => metadata?.costCentre === costCentre).length;
}

describe.runIf(journeyBrowserPath)('a command', () => {
  it('is sent once by a double click', async () => {
    const page = await journey.openAs('David Developer');
    const sent = await recordCreations(page, route => route.continue());
    await (await fillLicense(page, 'double click')).dblclick();
    await page.getByRole('heading', { name: 'License', exact: true }).waitFor();
    expect(new Set(sent).size).toBe(1);
    expect(await countCreated(page, 'double click')).toBe(1);
  });

  it('whose responses are all lost can be repeated, and is carried out once', async () => {
    const page = await journey.openAs('David Developer');
    const sent = await recordCreations(page, async (route, attempt) => {
      await route.fetch();
      return attempt <= 4 ? route.abort('connectionreset') : route.continue();
    });
    await (await fillLicense(page, 'lost response')).click();
    await page.getByText('There was no response from the API.').waitFor();
    // Closing the dialog forgets neither the input nor the idempotency key.
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Create a license' }).click();
    expect(await page.getByRole('textbox', { name: 'Metadata' }).inputValue()).toContain('lost response');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'License', exact: true }).waitFor();
    expect(sent).toHaveLength(5);
    expect(new Set(sent).size).toBe(1);
    expect(await countCreated(page, 'lost response')).toBe(1);
  });

  it('loses no input when the session ends in the middle', async () => {
    const page = await journey.openAs('David Developer');
    const sent = await recordCreations(page, route => route.continue());
    const create = await fillLicense(page, 'ended session');
    await endPortalSession(page);
    await create.click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    // Escape closes neither this dialog nor the form below it.
    await page.keyboard.press('Escape');
    const opened = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    const popup = await opened;
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: 'David Developer' }).click();
    await closed;
    await page.getByRole('heading', { name: 'License', exact: true }).waitFor();
    await page.getByText('ended session').waitFor();
    expect(new Set(sent).size).toBe(1);
    expect(await countCreated(page, 'ended session')).toBe(1);
  });

  it('is sent without a question if the session can be refreshed', async () => {
    const page = await journey.openAs('David Developer');
    const sent = await recordCreations(page, route => route.continue());
    const create = await fillLicense(page, 'refreshed session');
    await page.evaluate(`
      const name = Object.keys(sessionStorage).find(each => each.startsWith('oidc.user:'));
      const user = JSON.parse(sessionStorage.getItem(name));
      sessionStorage.setItem(name, JSON.stringify({ ...user, access_token: 'expired', expires_at: 1 }));
    `);
    await create.click();
    await page.getByRole('heading', { name: 'License', exact: true }).waitFor();
    expect(sent).toHaveLength(1);
  });

  it('is not continued by another person', async () => {
    const page = await journey.openAs('David Developer');
    const create = await fillLicense(page, 'another person');
    await endPortalSession(page);
    await create.click();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    const opened = page.context().waitForEvent('page');
    await dialog.getByRole('button', { name: 'Sign in again' }).click();
    const popup = await opened;
    await popup.getByRole('button', { name: 'Olivia Owner' }).click();
    await dialog.getByText('Another person has signed in.').waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await page.getByText('Your session has ended, or you are no longer a user').waitFor();
    expect(await page.getByRole('textbox', { name: 'Metadata' }).inputValue()).toContain('another person');
  });

  it('that is refused says why, at the field too, and can be corrected', async () => {
    const page = await journey.openAs('David Developer');
    const create = await fillLicense(page, 'corrected');
    await page.getByRole('combobox', { name: 'Customer' }).fill('not a customer!');
    await create.click();
    const field = page.getByRole('combobox', { name: 'Customer' });
    await page.getByRole('alert').getByText('customerId').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('unknown-customer');
    await create.click();
    await page.getByRole('alert').getByText('There is no customer with this ID.').waitFor();
    await field.fill('demo-customer');
    await create.click();
    await page.getByRole('heading', { name: 'License', exact: true }).waitFor();
  });
});

describe.runIf(journeyBrowserPath)('a session', () => {
  it('whose access token has expired is refreshed by a reload', async () => {
    const page = await journey.openAs('David Developer');
    await openPortalPage(page, '/licenses', 'Licenses');
    await page.evaluate(`
      const name = Object.keys(sessionStorage).find(each => each.startsWith('oidc.user:'));
      const user = JSON.parse(sessionStorage.getItem(name));
      const expired = { access_token: 'expired', expires_at: 1 };
      sessionStorage.setItem(name, JSON.stringify({ ...user, ...expired }));
    `);
    await page.reload();
    await page.getByRole('heading', { name: 'Licenses' }).waitFor();
    await page.getByRole('link', { name: 'demo-license', exact: true }).waitFor();
  });
});

describe.runIf(journeyBrowserPath)('a license', () => {
  it('is changed, shows what is scheduled, and the changes can be undone', async () => {
    const page = await journey.openAs('David Developer');
    await openPortalPage(page, '/licenses/demo-upgrade-license', 'License');
    const schedule = page.getByRole('region', { name: 'Scheduled changes' });
    await page.getByRole('button', { name: 'Change the product offering' }).click();
    const options = page.getByRole('radio');
    await options.first().waitFor();
    await page.getByRole('radio', { name: 'Cloud PBX Seat Plus' }).check();
    await page
      .getByRole('textbox', { name: 'Not before' })
      .or(page.getByLabel('Not before'))
      .first()
      .fill('2199-03-01');
    await page.getByText('Takes effect on 1 Mar 2199.').waitFor();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await schedule.getByText('Changes to Cloud PBX Seat Plus').waitFor();
    await schedule.getByText('1 Mar 2199').waitFor();

    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('radio', { name: 'On another day' }).check();
    await page.getByRole('dialog').getByLabel(/^Day/).fill('2199-06-01');
    await page.getByRole('button', { name: 'Cancel the license' }).click();
    await schedule.getByText('Becomes cancelled').waitFor();
    await page.getByRole('button', { name: 'Undo the cancellation' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('button', { name: 'Undo the cancellation' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo the change' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await schedule.getByText('Nothing is scheduled.').waitFor();
    const history = page.getByRole('region', { name: 'History' });
    await history.getByText('by you').nth(3).waitFor();
  });
});

describe.runIf(journeyBrowserPath)('an order', () => {
  it('is created, submitted, and leads to what it created', async () => {
    const page = await journey.openAs('David Developer');
    await openPortalPage(page, '/orders', 'Orders');
    await page.getByRole('button', { name: 'Create an order' }).click();
    await page.getByRole('combobox', { name: 'Customer' }).fill('demo-customer');
    const first = page.getByRole('group', { name: 'Item 1' });
    await first.getByRole('combobox', { name: 'Product offering' }).selectOption('demo-license-offering');
    await page.getByRole('button', { name: 'Add another item' }).click();
    const second = page.getByRole('group', { name: 'Item 2' });
    await second.getByRole('combobox', { name: 'What to do' }).selectOption('SUBSCRIPTION_ADDON');
    await second.getByRole('textbox', { name: 'Subscription ID' }).fill('demo-second-subscription');
    await second.getByRole('combobox', { name: 'Product offering' }).selectOption('demo-roaming-offering');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('heading', { name: 'Order', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.getByRole('button', { name: 'Submit the order' }).click();
    const created = page.getByRole('region', { name: 'Created' });
    await created.getByRole('link', { name: 'demo-second-subscription' }).click();
    const addon = page.getByRole('row').filter({ hasText: 'Roaming Switzerland' });
    await addon.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('radio', { name: 'Today' }).check();
    await page.getByRole('button', { name: 'Cancel the add-on' }).click();
    await addon.waitFor({ state: 'detached' });
    await page.getByRole('switch', { name: 'Show ended ones' }).check();
    await addon.getByText('cancelled').waitFor();
  });
});
