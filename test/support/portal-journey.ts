import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type LocalServer, startTestServer } from './local-server.ts';
import { openPortalTab, type PortalTab, signInAtPortal, type TabOptions } from './portal-browser.ts';
import { useProcesses } from './processes.ts';
import { useTempFolders } from './temp-folders.ts';

/** The path of Chromium. `npm run test:more` finds it. Without it, the journeys are skipped. */
export const journeyBrowserPath = process.env.CONNECT_TEST_CHROMIUM;

/** A browser at a local server with demo data. */
export interface PortalJourney {
  server: LocalServer;
  /** The data folder of the server. */
  folder: string;
  /** Opens a tab in which a demo user is signed in. No test may leave complaints of the browser behind. */
  openAs(user: DemoUserName, options?: TabOptions & { heading?: string }): Promise<Page>;
}

type DemoUserName = 'Olivia Owner' | 'David Developer' | 'Vera Viewer';

/** Starts a server and a browser for the tests of a file. */
export function usePortalJourney(): PortalJourney {
  const newFolder = useTempFolders();
  const start = useProcesses();
  const tabs: PortalTab[] = [];
  let browser: Browser;
  const journey: Partial<PortalJourney> = {};
  beforeAll(async () => {
    journey.folder = newFolder();
    journey.server = await startTestServer(start, journey.folder);
    browser = await launchChromium(journeyBrowserPath ?? '');
  });
  afterEach(async () => {
    const complaints = tabs.flatMap(tab => tab.complaints);
    for (const { context } of tabs.splice(0)) await context.close();
    expect(complaints).toEqual([]);
  });
  afterAll(() => browser?.close());
  journey.openAs = async (user, options) => {
    const tab = await openPortalTab(browser, journey.server?.baseUrl ?? '', options);
    tabs.push(tab);
    await signInAtPortal(tab.page, user, options?.heading);
    return tab.page;
  };
  return journey as PortalJourney;
}

/** Opens a page of the portal in a tab that is signed in, and waits for its heading. */
export async function openPortalPage(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Ends the session of a tab as the provider sees it: the tokens are refused, and the person is signed out there. */
export async function endPortalSession(page: Page): Promise<void> {
  await page.context().clearCookies();
  await page.evaluate(`
    const name = Object.keys(sessionStorage).find(each => each.startsWith('oidc.user:'));
    const { refresh_token, ...user } = JSON.parse(sessionStorage.getItem(name));
    sessionStorage.setItem(name, JSON.stringify({ ...user, access_token: 'ended' }));
  `);
}

/** Reads the access token of a tab. */
export const readPortalToken = async (page: Page): Promise<string> =>
  (await page.evaluate(`
    JSON.parse(sessionStorage.getItem(Object.keys(sessionStorage).find(each => each.startsWith('oidc.user:')))).access_token
  `)) as string;
