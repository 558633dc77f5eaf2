import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { deskViewport, listAxeViolations, phoneViewport } from '../../support/portal-browser.ts';
import { journeyBrowserPath, openPortalPage, usePortalJourney } from '../../support/portal-journey.ts';
import { demoPages } from './portal-pages.ts';

const journey = usePortalJourney();

const windows = [
  { name: 'on a desk, light', viewport: deskViewport, colorScheme: 'light' },
  { name: 'on a desk, dark', viewport: deskViewport, colorScheme: 'dark' },
  { name: 'on a phone, light', viewport: phoneViewport, colorScheme: 'light' },
  { name: 'on a phone, dark', viewport: phoneViewport, colorScheme: 'dark' },
] as const;

const waitForContent = (page: Page) =>
  page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });

describe.runIf(journeyBrowserPath)('every page and every dialog', () => {
  it.each(windows)('is accessible and fits the window, $name', async ({ viewport, colorScheme }) => {
    const page = await journey.openAs('Olivia Owner', { viewport, colorScheme });
    for (const { path, heading, dialogs = [] } of demoPages) {
      await openPortalPage(page, path, heading);
      await waitForContent(page);
      expect(await listAxeViolations(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${path} fits`).toBe(true);
      for (const name of dialogs) {
        await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
        await page.getByRole('dialog').waitFor();
        await waitForContent(page);
        expect(await listAxeViolations(page), `${path} ${name}`).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    }
  });
});

/** Presses Tab until an element with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const text = (await page.evaluate(
      `(({ ariaLabel, textContent, labels }) => ariaLabel || labels?.[0]?.textContent || textContent)(document.activeElement)`,
    )) as string;
    if (name.test(text)) return;
  }
  throw new Error(`The keyboard does not reach ${name}.`);
}

describe.runIf(journeyBrowserPath)('with the keyboard alone', () => {
  it('the focus reaches everything on every page', async () => {
    const page = await journey.openAs('Olivia Owner');
    for (const { path, heading } of demoPages) {
      await openPortalPage(page, path, heading);
      await waitForContent(page);
      await page.evaluate('document.activeElement.blur()');
      const unreached = `[...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')]
        .filter(element => element.checkVisibility() && !element.disabled && !element.dataset.reached)`;
      const count = (await page.evaluate(`${unreached}.length`)) as number;
      for (let presses = 0; presses < count + 10; presses++) {
        await page.keyboard.press('Tab');
        await page.evaluate('document.activeElement.dataset.reached = true');
        // An open date field has several parts, which the keyboard enters one after the other.
        if ((await page.evaluate(`${unreached}.length`)) === 0) break;
      }
      expect(await page.evaluate(`${unreached}.map(element => element.outerHTML)`), path).toEqual([]);
    }
  });

  it('an API key is created, and the focus returns to the page', async () => {
    const page = await journey.openAs('Olivia Owner');
    await tabTo(page, /^API keys$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
    await tabTo(page, /^Create an API key$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Keyboard');
    await tabTo(page, /^Read licenses/);
    await page.keyboard.press('Space');
    await tabTo(page, /^Create$/);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Text of the API key' }).waitFor();
    await tabTo(page, /^I have stored it$/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Keyboard' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Create an API key');
  });

  it('a user skips the navigation', async () => {
    const page = await journey.openAs('Olivia Owner');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Skip to the content' }).press('Enter');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN');
  });
});
