import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from '../support/chromium.ts';
import { callApi, type LocalServer, startTestServer } from '../support/local-server.ts';
import { listAxeViolations, openPortalTab, phoneViewport, signInAtPortal } from '../support/portal-browser.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

/* A short tour of the portal in a real browser. `npm run test:more` runs the complete one. */

const executablePath = findChromium();
const newFolder = useTempFolders();
const start = useProcesses();
let browser: Browser;
let server: LocalServer;

describe.runIf(executablePath)('the portal in Chromium', () => {
  beforeAll(async () => {
    server = await startTestServer(start, newFolder());
    browser = await launchChromium(executablePath ?? '');
  });
  afterAll(() => browser?.close());

  it('signs in, keeps the session over a reload, and signs out', async () => {
    const { page, complaints } = await openPortalTab(browser, server.baseUrl);
    expect(await listAxeViolations(page)).toEqual([]);
    await signInAtPortal(page, 'Olivia Owner');
    expect(await listAxeViolations(page)).toEqual([]);
    expect(page.url()).toBe(`${server.baseUrl}/portal`);
    expect(await page.evaluate('localStorage.length')).toBe(0);

    await page.reload();
    await page.getByRole('button', { name: 'Olivia Owner' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('creates an API key that works', async () => {
    const { page, complaints } = await openPortalTab(browser, server.baseUrl);
    await signInAtPortal(page, 'David Developer');
    await page.getByRole('button', { name: 'Create an API key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Billing');
    await dialog.getByRole('checkbox', { name: 'Read licenses' }).check();
    expect(await listAxeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Create', exact: true }).dblclick();
    const apiKey = await page.getByRole('region', { name: 'Text of the API key' }).textContent();
    expect(await callApi(server.baseUrl, apiKey ?? '', '/licenses')).toMatchObject({ status: 200 });
    expect(complaints).toEqual([]);
  });

  it('fits a phone with a dark scheme', async () => {
    const tab = await openPortalTab(browser, server.baseUrl, { viewport: phoneViewport, colorScheme: 'dark' });
    await signInAtPortal(tab.page, 'Vera Viewer');
    await tab.page.getByRole('button', { name: 'Open the navigation' }).click();
    expect(await listAxeViolations(tab.page)).toEqual([]);
    await tab.page.getByRole('dialog').getByRole('link', { name: 'Overview' }).click();
    expect(await tab.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(tab.complaints).toEqual([]);
  });
});
