import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAxeViolations } from '../../support/portal-browser.ts';
import { journeyBrowserPath, openPortalPage, usePortalJourney } from '../../support/portal-journey.ts';

const journey = usePortalJourney();

interface ReceivedMessage {
  headers: Record<string, string>;
  body: string;
}

let receiver: Server;
let url: string;
let status = 200;
const received: ReceivedMessage[] = [];

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    received.push({ headers: request.headers as Record<string, string>, body: await text(request) });
    response.writeHead(status).end('seen');
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
});
afterAll(() => {
  receiver.close();
});

describe.runIf(journeyBrowserPath)('a webhook endpoint', () => {
  it('is added, tested, fails, and gets the event again', async () => {
    const page = await journey.openAs('David Developer');
    await openPortalPage(page, '/webhooks', 'Webhooks');
    await page.getByRole('button', { name: 'Add an endpoint' }).click();
    await page.getByRole('textbox', { name: 'URL' }).fill(url);
    await page.getByRole('textbox', { name: 'Name' }).fill('Receiver');
    await page.getByRole('radio', { name: 'Only these' }).check();
    await page.getByRole('checkbox', { name: 'license.updated' }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const secret = (await page.getByRole('region', { name: 'Text of the secret' }).textContent()) ?? '';
    expect(await listAxeViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Receiver' }).click();

    await page.getByRole('button', { name: 'Send a test event' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The endpoint accepted the event.').waitFor();
    expect(new Webhook(secret).verify(received[0]?.body ?? '', received[0]?.headers ?? {})).toMatchObject({
      type: 'webhook.test',
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

    status = 500;
    await openPortalPage(page, '/licenses/demo-annotated-license', 'License');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'Metadata' }).fill('{"costCentre":"CC-99"}');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('CC-99').waitFor();
    await openPortalPage(page, '/webhooks', 'Webhooks');
    await page.getByRole('link', { name: 'Receiver' }).click();
    const delivery = page.getByRole('row').filter({ hasText: 'license.updated' });
    await delivery.getByText('HTTP 500').first().waitFor();
    await delivery.getByText('waiting').waitFor();
    expect(await listAxeViolations(page)).toEqual([]);

    status = 200;
    await delivery.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
    await delivery.getByText('HTTP 200').waitFor();
    await delivery.getByText('delivered').waitFor();

    const before = received.length;
    await delivery.getByRole('link', { name: 'license.updated' }).click();
    await page.getByRole('button', { name: 'Resend to an endpoint' }).click();
    await page.getByRole('combobox', { name: 'Endpoint' }).selectOption({ label: 'Receiver' });
    await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The event is sent again.').waitFor();
    await expect.poll(() => received.length, { timeout: 30_000 }).toBeGreaterThan(before);
  });

  it('gets a new secret, is disabled, and is removed', async () => {
    const page = await journey.openAs('David Developer');
    await openPortalPage(page, '/webhooks', 'Webhooks');
    await page.getByRole('button', { name: 'Add an endpoint' }).click();
    await page.getByRole('textbox', { name: 'URL' }).fill(`${url}/other`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: `${url}/other` }).click();

    await page.getByRole('button', { name: 'Rotate the secret' }).click();
    await page.getByRole('radio', { name: '24 hours' }).check();
    await page.getByRole('button', { name: 'Create the new secret' }).click();
    await page.getByRole('region', { name: 'Text of the secret' }).waitFor();
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByText('signs until').waitFor();

    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText('disabled', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
    await page.getByRole('link', { name: `${url}/other` }).waitFor({ state: 'detached' });
  });
});
