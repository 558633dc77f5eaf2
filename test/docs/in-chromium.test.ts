import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoData } from '../../tools/local/demo-file.ts';
import { callApi, readStrictDemo, startTestServer } from '../support/local-server.ts';
import { listAxeViolations } from '../support/portal-browser.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

/** The path of Chromium. `npm run test:more` finds it. */
const executablePath = process.env.CONNECT_TEST_CHROMIUM;

const newFolder = useTempFolders();
const start = useProcesses();
let browser: Browser;
let demo: DemoData;
let page: Page;
/** Collects the browser's errors and its requests to other servers. */
let complaints: string[];

const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

async function open(path: string, viewport = desk, colorScheme: 'light' | 'dark' = 'light'): Promise<void> {
  page = await browser.newPage({ viewport, colorScheme });
  complaints = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    const url = request.url();
    if (!url.startsWith(demo.baseUrl) && !/^(data|blob):/.test(url)) complaints.push(`asks ${url}`);
  });
  await page.goto(demo.baseUrl + path);
}

/** Rules of axe that the reference component violates: roles and names of its own buttons, cards and menus. */
const referenceRules = [
  'aria-allowed-attr',
  'aria-allowed-role',
  'aria-input-field-name',
  'button-name',
  'landmark-unique',
  'nested-interactive',
  'scrollable-region-focusable',
];

const fitsTheWidth = () => page.evaluate('document.documentElement.scrollWidth <= innerWidth');

describe.runIf(executablePath)('in Chromium', () => {
  beforeAll(async () => {
    const folder = newFolder();
    await startTestServer(start, folder);
    demo = readStrictDemo(folder);
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.close();
  });
  afterAll(() => browser?.close());

  it('the page at / leads to the documentation', async () => {
    await open('/');
    await page.getByRole('link', { name: 'Documentation' }).click();
    await page.getByRole('heading', { name: 'Authentication', exact: true }).waitFor();
    expect(page.url()).toBe(`${demo.baseUrl}/docs`);
  });

  it.each(['light', 'dark'] as const)('both pages fit a phone, %s', async colorScheme => {
    await open('/', phone, colorScheme);
    expect(await fitsTheWidth()).toBe(true);
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(14, 18, 18)' : 'rgb(246, 248, 248)');
    await page.getByRole('link', { name: 'Documentation' }).click();
    await page.getByRole('heading', { name: 'Authentication', exact: true }).waitFor();
    expect(await fitsTheWidth()).toBe(true);
    expect(await page.evaluate('document.body.classList.contains("dark-mode")')).toBe(colorScheme === 'dark');
  });

  it('the search finds an operation', async () => {
    await open('/docs');
    await page.getByRole('heading', { name: 'Authentication', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('cancel add-on');
    await page.getByRole('option').filter({ hasText: '/addons/cancel' }).first().click();
    await page.waitForURL(/addons\/cancel/);
  });

  it.each(['license_not_found', 'idempotency'])('the search finds %s', async text => {
    await open('/docs');
    await page.getByRole('heading', { name: 'Authentication', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type(text);
    await page
      .getByRole('option')
      .filter({ hasText: new RegExp(`Heading:\\s*${text}`, 'i') })
      .first()
      .waitFor();
  });

  it('the link in an error leads to the paragraph about its code', async () => {
    const response = await callApi(demo.baseUrl, demo.apiKey, '/licenses/none');
    await open(JSON.parse(response.body).docs);
    const heading = page.getByRole('heading', { name: 'license_not_found', exact: true });
    await heading.waitFor();
    await expect.poll(async () => ((await heading.boundingBox())?.y ?? -1) >= 0).toBe(true);
    await expect.poll(async () => ((await heading.boundingBox())?.y ?? 9999) < desk.height).toBe(true);
  });

  it('the samples contain the IDs of the tenant whose API key is entered', async () => {
    const own = { productOfferingId: 'demo-premium-offering', customerId: 'demo-customer' };
    const created = await callApi(demo.baseUrl, demo.apiKey, '/licenses', { body: own });
    const { licenseId } = JSON.parse(created.body);
    await open('/docs#tag/licenses/POST/licenses/{licenseId}/cancel');
    await page.getByLabel('Your API key').fill('connect_test_wrong');
    await page.getByRole('button', { name: 'Use my data' }).click();
    await page.locator('#own-data').getByText('Send the complete API key').waitFor();
    await page.getByLabel('Your API key').fill(demo.apiKey);
    await page.getByRole('button', { name: 'Use my data' }).click();
    await page.getByText('IDs of your tenant.').waitFor();
    await page.getByText(`/licenses/${licenseId}/cancel`).first().waitFor();
    // The browser reports the refused API key.
    complaints = complaints.filter(text => !text.includes('401'));
  });

  it('has no accessibility violations but those of the reference component', async () => {
    await open('/docs');
    await page.getByRole('heading', { name: 'Authentication', exact: true }).waitFor();
    const violations = await listAxeViolations(page);
    expect(violations.filter(text => !referenceRules.includes(text.split(':')[0] ?? ''))).toEqual([]);
  });

  it('a command is sent from the console with the demo key, and again as a retry', async () => {
    await open('/docs#tag/licenses/POST/licenses');
    await page.getByRole('button', { name: 'Test Request' }).first().click();
    const send = page.getByRole('button', { name: 'Send' }).first();
    const answers: { status: number; replayed: string | undefined; body: string }[] = [];
    for (const _ of [1, 2]) {
      const answered = page.waitForResponse(response => response.request().method() === 'POST');
      await send.click();
      const response = await answered;
      const headers = await response.allHeaders();
      answers.push({
        status: response.status(),
        replayed: headers['idempotent-replayed'],
        body: await response.text(),
      });
      await page.getByText('201 Created').first().waitFor();
    }
    const [first, again] = answers;
    await page.getByText(/^Replay: the stored response of the key/).waitFor();
    const renewed = page.waitForResponse(response => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'New key' }).click();
    expect((await (await renewed).allHeaders())['idempotent-replayed']).toBeUndefined();
    await page.getByText(/^The response is stored under the key/).waitFor();
    const repeated = page.waitForResponse(response => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Send again' }).click();
    expect((await (await repeated).allHeaders())['idempotent-replayed']).toBe('true');
    expect(first).toMatchObject({ status: 201, replayed: undefined });
    expect(again).toEqual({ ...first, replayed: 'true' });
    // An API key stays in the page in which it was entered.
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain('connect_');
  });
});
