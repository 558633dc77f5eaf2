import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedEventRef, feedHeadRef } from '../../lib/dynamodb/items/feed.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const dayMs = 24 * 3600 * 1000;

/** Publishes events. @returns their IDs in the order of the feed */
async function publish(count: number): Promise<string[]> {
  const events = await world.haveEvents(...Array.from({ length: count }, () => randomUUID()));
  return events.map(({ eventId }) => eventId);
}

const list = (query: Record<string, string[]> = {}) => world.call('listEvents', { query });
const listIds = async (query: Record<string, string[]> = {}) => {
  const { json } = await list(query);
  const ids: string[] = json.items.map(({ eventId }: { eventId: string }) => eventId);
  return { ids, ...json.pagination };
};

describe('listEvents', () => {
  it('contains the events of the tenant, oldest first, exactly as they were published', async () => {
    const events = await world.haveEvents(randomUUID(), randomUUID());
    const { status, json } = await list();
    expect(status).toBe(200);
    expect(json.items.map((event: object) => JSON.stringify(event))).toEqual(events.map(event => event.json));
    expect(json.pagination).toEqual({ nextCursor: expect.any(String), caughtUp: true });
  });

  it('is empty before the first event, and its cursor leads to what is published later', async () => {
    const { ids, nextCursor, caughtUp } = await listIds();
    expect([ids, caughtUp]).toEqual([[], true]);
    const published = await publish(2);
    expect((await listIds({ cursor: [nextCursor] })).ids).toEqual(published);
  });

  it('is read page by page, each event once, and continues where it ended', async () => {
    const published = await publish(5);
    const pages: string[][] = [];
    let cursor: string | undefined;
    for (let caughtUp = false; !caughtUp; ) {
      const page = await listIds({ limit: ['2'], ...(cursor !== undefined && { cursor: [cursor] }) });
      pages.push(page.ids);
      ({ nextCursor: cursor, caughtUp } = page);
    }
    expect(pages).toEqual([published.slice(0, 2), published.slice(2, 4), published.slice(4)]);
    expect(await listIds({ cursor: [cursor ?? ''] })).toMatchObject({ ids: [], nextCursor: cursor, caughtUp: true });
    const later = await publish(1);
    expect((await listIds({ cursor: [cursor ?? ''] })).ids).toEqual(later);
  });

  it('begins after an event', async () => {
    const published = await publish(4);
    expect((await listIds({ after: [published[1] ?? ''] })).ids).toEqual(published.slice(2));
    expect((await listIds({ after: [published[3] ?? ''] })).ids).toEqual([]);
  });

  it('can be filtered by type and by resource, with pages that may be empty', async () => {
    const published = await publish(3);
    expect(await listIds({ type: ['license.created'] })).toMatchObject({ ids: [], caughtUp: true });
    expect((await listIds({ type: ['license.created', 'license.updated'] })).ids).toEqual(published);
    expect(await listIds({ resourceId: ['another'] })).toMatchObject({ ids: [], caughtUp: true });
    const first = await listIds({ resourceId: ['license'], limit: ['2'] });
    expect(first).toMatchObject({ ids: published.slice(0, 2), caughtUp: false });
    const second = await listIds({ resourceId: ['license'], limit: ['2'], cursor: [first.nextCursor] });
    expect(second).toMatchObject({ ids: published.slice(2), caughtUp: true });
    const later = await publish(1);
    expect((await listIds({ resourceId: ['license'], cursor: [second.nextCursor] })).ids).toEqual(later);
  });

  it('ends a page before the response becomes too large', async () => {
    const events = await world.haveEvents(...Array.from({ length: 30 }, () => randomUUID()));
    for (const event of events) {
      const json = JSON.stringify({ ...JSON.parse(event.json), omitted: ['x'.repeat(230_000)] });
      await world.overwrite(feedEventRef(world.tenantId, event.number), { json });
    }
    const first = await listIds();
    expect(first.ids.length).toBeGreaterThan(10);
    expect(first.ids.length).toBeLessThan(20);
    const second = await listIds({ cursor: [first.nextCursor] });
    expect([...first.ids, ...second.ids]).toEqual(events.map(({ eventId }) => eventId));
  });

  it('keeps events for at least 30 days, and says when a position is lost', async () => {
    const old = await publish(2);
    const { nextCursor } = await listIds({ limit: ['1'] });
    world.clock += 30 * dayMs;
    const recent = await publish(1);
    expect((await listIds()).ids).toEqual([...old, ...recent]);
    world.clock += dayMs;
    expect((await listIds()).ids).toEqual(recent);
    const lost = await list({ cursor: [nextCursor] });
    expect(lost.status).toBe(400);
    expect(lost.json.details).toMatchObject([{ property: 'cursor', suggestion: expect.stringContaining('30 days') }]);
    const unknown = await list({ after: [old[1] ?? ''] });
    expect(unknown.json.details).toMatchObject([{ property: 'after', message: 'is not the ID of a stored event' }]);
    // Everything has expired, so nothing can be missing behind the last event.
    const end = await listIds();
    world.clock += 40 * dayMs;
    expect(await listIds({ cursor: [end.nextCursor] })).toMatchObject({ ids: [], caughtUp: true });
    expect(await listIds()).toMatchObject({ ids: [], caughtUp: true });
    expect(await listIds({ cursor: [(await listIds()).nextCursor] })).toMatchObject({ ids: [], caughtUp: true });
  });

  it.each([
    ['after', { after: ['x'] }, 'is not the ID of a stored event'],
    ['after', { after: [randomUUID()], cursor: ['x'] }, 'cannot be sent together with cursor'],
    ['cursor', { cursor: ['x'] }, 'is not a valid cursor for this list, or events behind it are no longer stored'],
    ['limit', { limit: ['101'] }, 'must be from 1 to 100'],
    ['type', { type: ['license.renewed'] }, 'must be one of license.created'],
  ])('refuses a wrong %s', async (property, query, message) => {
    const { status, json } = await list(query);
    expect(status).toBe(400);
    expect(json.details).toMatchObject([{ property, message: expect.stringContaining(message) }]);
  });

  it('does not accept a position behind its end, which a feed has lost in a restore', async () => {
    await publish(3);
    const { nextCursor } = await listIds();
    await world.overwrite(feedHeadRef(world.tenantId), { number: 2 });
    expect((await list({ cursor: [nextCursor] })).json.details).toMatchObject([{ property: 'cursor' }]);
  });

  it('does not accept the cursor of another filter', async () => {
    await publish(1);
    const { nextCursor } = await listIds();
    expect((await list({ cursor: [nextCursor], type: ['license.created'] })).status).toBe(400);
  });
});

describe('getEvent', () => {
  let eventId: string;
  beforeEach(async () => {
    [eventId = ''] = await publish(1);
  });
  const get = (id: string) => world.call('getEvent', { path: { eventId: id } });

  it('returns the event as it was published', async () => {
    const { status, json } = await get(eventId);
    expect(status).toBe(200);
    expect(json).toEqual((await list()).json.items[0]);
  });

  it('is 404 for an unknown event, and after 31 days', async () => {
    expect((await get(randomUUID())).json.code).toBe('event_not_found');
    world.clock += 31 * dayMs;
    expect(await get(eventId)).toMatchObject({ status: 404, json: { code: 'event_not_found' } });
  });
});
