import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';

export const phoneViewport = { width: 390, height: 844 };
export const deskViewport = { width: 1280, height: 900 };

/** A tab with the portal. */
export interface PortalTab {
  context: BrowserContext;
  page: Page;
  /** Errors and warnings of the browser, violations of the content security policy, and requests to other servers. */
  complaints: string[];
}

/** The window of a tab. */
export interface TabOptions {
  viewport?: typeof deskViewport;
  colorScheme?: 'light' | 'dark';
}

/** Opens a tab that records everything that a page must not do. */
export async function openPortalTab(
  browser: Browser,
  baseUrl: string,
  { viewport = deskViewport, colorScheme = 'light' }: TabOptions = {},
): Promise<PortalTab> {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const complaints: string[] = [];
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', event => console.error('policy: ' + event.violatedDirective + ' ' + event.sample));`,
  );
  context.on('console', message => {
    // The browser reports every response with an error status, also those that a test expects.
    if (['error', 'warning'].includes(message.type()) && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  context.on('weberror', error => complaints.push(error.error().message));
  context.on('request', request => {
    const url = request.url();
    if (!url.startsWith(baseUrl) && !/^(data|blob):/.test(url)) complaints.push(`asks ${url}`);
  });
  const page = await context.newPage();
  await page.goto(`${baseUrl}/portal`);
  // The load event can come before the first rendering.
  await page.getByRole('main').waitFor();
  return { context, page, complaints };
}

/**
 * Signs in one of the demo users.
 *
 * @param name - a part of the name on the button
 * @param heading - the heading of the page that follows
 */
export async function signInAtPortal(page: Page, name: string, heading = 'Overview'): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name }).click();
  await page.getByRole('heading', { name: heading }).waitFor();
}

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Lists the violations of accessibility rules on the page as it is now. */
export async function listAxeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeScript);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
