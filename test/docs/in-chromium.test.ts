import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoData } from '../../tools/local/demo-file.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
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
    expect(first).toMatchObject({ status: 201, replayed: undefined });
    expect(again).toEqual({ ...first, replayed: 'true' });
    // An API key stays in the page in which it was entered.
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain('connect_');
  });
});
