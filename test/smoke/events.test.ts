import { describe, expect } from 'vitest';
import { hasScopes } from './has-scopes.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';

/** How often the feed is read until an event is there. A deployed stage publishes within a few seconds. */
const maxReads = 60;
const pauseMs = 500;

describe('Events', () => {
  it('of a new license appear in the feed behind the cursor, and can be read by their ID', async ({ api }) => {
    if (!(await hasScopes(api, 'events:read'))) return void (await api.fails('listEvents', 'FORBIDDEN', {}));
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    const query = `?resourceId=${licenseId}&limit=1`;
    let page = (await api.succeeds('listEvents', { query })).value;
    for (let reads = 1; page.items.length === 0 && reads < maxReads; reads++) {
      await new Promise(resolve => setTimeout(resolve, pauseMs));
      const cursor = encodeURIComponent(page.pagination.nextCursor);
      page = (await api.succeeds('listEvents', { query: `${query}&cursor=${cursor}` })).value;
    }
    const [event] = page.items;
    if (!event) expect.fail(page, 'an event of the license', 'items');
    expect(event.type, 'type').toBe('license.created');
    const { value } = await api.succeeds('getEvent', { path: { eventId: event.eventId } });
    expect(value, 'event').toEqual(event);
  });

  it('that do not exist are 404', async ({ api }) => {
    if (!(await hasScopes(api, 'events:read')))
      return void (await api.fails('getEvent', 'FORBIDDEN', { path: { eventId: 'check-none' } }));
    await api.fails('getEvent', 'event_not_found', { path: { eventId: 'check-none' } });
  });
});
