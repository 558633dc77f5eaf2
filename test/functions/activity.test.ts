import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildAuditWrite } from '../../lib/dynamodb/items/audit-item.ts';
import { commitWrites } from '../../lib/dynamodb/table-access.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { endpointsByName } from '../support/operations.ts';
import { publishChanges } from '../support/publish-changes.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine({ streams: true });
const world = useWorld(engine);
const dayMs = 24 * 3_600_000;
let session: string;

beforeEach(async () => {
  session = await world.haveSession('OWNER');
});

const list = async (name: 'listLatestEvents' | 'listAuditLog', query: Record<string, string[]> = {}) =>
  (await world.call(name, { session, query })).json;

/** Reads all pages. @returns the items of each page */
async function readPages(name: 'listLatestEvents' | 'listAuditLog', query: Record<string, string[]>) {
  const pages: unknown[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, pagination } = await list(name, { ...query, ...(cursor && { cursor: [cursor] }) });
    pages.push(items);
    cursor = pagination.nextCursor;
  }
  return pages;
}

describe('the latest events', () => {
  const toIds = (items: unknown[]) => (items as { eventId: string }[]).map(({ eventId }) => eventId);

  it('are listed newest first, page by page', async () => {
    const published = (await world.haveEvents(...Array.from({ length: 5 }, () => randomUUID()))).map(
      ({ eventId }) => eventId,
    );
    const newestFirst = published.toReversed();
    expect((await readPages('listLatestEvents', { limit: ['2'] })).map(toIds)).toEqual([
      ...[newestFirst.slice(0, 2), newestFirst.slice(2, 4), newestFirst.slice(4)],
    ]);
    const ofLicense = await readPages('listLatestEvents', { limit: ['2'], resourceId: ['license'] });
    expect(ofLicense.flatMap(toIds)).toEqual(newestFirst);
    expect((await readPages('listLatestEvents', { type: ['license.ended'] })).flat()).toEqual([]);
    expect((await readPages('listLatestEvents', { type: ['license.updated'], limit: ['2'] })).flatMap(toIds)).toEqual(
      newestFirst,
    );
    expect((await readPages('listLatestEvents', { resourceId: ['other'] })).flat()).toEqual([]);
  });

  it('are empty before the first event, and after 31 days', async () => {
    expect(await list('listLatestEvents')).toEqual({ items: [], pagination: { nextCursor: null } });
    await world.haveEvents(randomUUID());
    expect((await list('listLatestEvents')).items).toHaveLength(1);
    world.clock += 32 * dayMs;
    expect((await list('listLatestEvents')).items).toEqual([]);
  });

  it('do not begin at a cursor of another list', async () => {
    await world.haveEvents(randomUUID(), randomUUID());
    const { pagination } = await list('listLatestEvents', { limit: ['1'] });
    const query = { cursor: [pagination.nextCursor], resourceId: ['license'] };
    expect((await world.call('listLatestEvents', { session, query })).json.details[0].property).toBe('cursor');
  });
});

describe('the look-up of a request', () => {
  const find = async (requestId: string, by = session) =>
    world.call('findRequest', { session: by, path: { requestId } });

  /** Creates a license with an API key and publishes its event. @returns the ID of the request */
  async function createLicense(idempotencyKey?: string): Promise<{ requestId: string; body: string }> {
    await haveExampleFixtures(world);
    const [example] = readExampleRequests(endpointsByName.createLicense);
    const response = await world.call('createLicense', { ...example, ...(idempotencyKey && { idempotencyKey }) });
    expect(response.status).toBe(201);
    const now = () => world.clock;
    await publishChanges(engine, createLocalDependencies(engine, { now }));
    return { requestId: response.headers['X-Request-Id'] ?? '', body: response.body };
  }

  it('returns who sent it, its response and its events', async () => {
    const { requestId, body } = await createLicense('key');
    const { json } = await find(requestId);
    expect(json).toMatchObject({
      ...{ requestId, idempotencyKey: 'key', operation: 'createLicense' },
      actor: { type: 'API_KEY', id: world.apiKey.split('_')[3] },
      response: { status: 201, body },
      events: [{ type: 'license.created', request: { id: requestId } }, { type: 'license.activated' }],
    });
    expect(json.events[0]).not.toHaveProperty('idempotencyKey');
  });

  it('returns the events alone once the response is no longer stored, or if there was no key', async () => {
    const { requestId } = await createLicense('key');
    world.clock += 2 * dayMs;
    expect((await find(requestId)).json).not.toHaveProperty('response');
    const other = await createLicense();
    expect((await find(other.requestId)).json).not.toHaveProperty('idempotencyKey');
  });

  it('returns no response whose scope the role does not include', async () => {
    const { requestId } = await createLicense('key');
    const { json } = await find(requestId, await world.haveSession('VIEWER'));
    expect(json.events).toHaveLength(2);
    expect(json).not.toHaveProperty('response');
  });

  it('finds neither an unknown request nor one of another tenant', async () => {
    const { requestId } = await createLicense('key');
    await world.enterTenant();
    const other = await world.haveSession('OWNER', 'other');
    for (const id of [requestId, randomUUID()]) expect((await find(id, other)).json.code).toBe('request_not_found');
  });

  it('is possible by the idempotency key, too, which names the sender', async () => {
    await createLicense('key');
    const { json } = await world.call('getIdempotencyKey', { session, idempotencyKey: 'key' });
    expect(json.actor).toEqual({ type: 'API_KEY', id: world.apiKey.split('_')[3] });
  });
});

describe('the audit log', () => {
  /** Adds entries, one per second. */
  async function haveEntries(...actions: `api-key.${string}`[]): Promise<void> {
    for (const [index, action] of actions.entries()) {
      world.clock += 1000;
      const actor = { type: 'USER', id: index % 2 === 0 ? 'even' : 'odd' } as const;
      const resource = `/portal/api-keys/${index}`;
      const entry = { tenantId: world.tenantId, at: world.now, actor, action, resource, origin: '192.0.2.1' };
      await commitWrites(engine, buildAuditWrite(entry, randomUUID()));
    }
  }
  const toActions = (items: unknown[]) => (items as { action: string }[]).map(({ action }) => action);

  it('is listed newest first, page by page', async () => {
    await haveEntries('api-key.a', 'api-key.b', 'api-key.c');
    const pages = await readPages('listAuditLog', { limit: ['2'] });
    expect(pages.map(toActions)).toEqual([['api-key.c', 'api-key.b'], ['api-key.a']]);
    expect(pages[0]?.[0]).toMatchObject({ actor: { type: 'USER', id: 'even' }, origin: '192.0.2.1' });
  });

  it('is filtered by action, author and resource', async () => {
    await haveEntries('api-key.a', 'api-key.b', 'api-key.c');
    const read = async (query: Record<string, string[]>) =>
      (await readPages('listAuditLog', { ...query, limit: ['1'] })).flatMap(toActions);
    expect(await read({ action: ['api-key.'] })).toEqual(['api-key.c', 'api-key.b', 'api-key.a']);
    expect(await read({ action: ['user.'] })).toEqual([]);
    expect(await read({ actorId: ['odd'] })).toEqual(['api-key.b']);
    expect(await read({ resource: ['/portal/api-keys/2'] })).toEqual(['api-key.c']);
  });

  it('is limited to days', async () => {
    const [first] = [world.now.slice(0, 10)];
    await haveEntries('api-key.a');
    world.clock += dayMs;
    await haveEntries('api-key.b');
    const second = world.now.slice(0, 10);
    const read = async (query: Record<string, string[]>) => toActions((await list('listAuditLog', query)).items);
    expect(await read({ from: [second] })).toEqual(['api-key.b']);
    expect(await read({ to: [first ?? ''] })).toEqual(['api-key.a']);
    expect(await read({ from: [first ?? ''], to: [second] })).toEqual(['api-key.b', 'api-key.a']);
  });

  it('contains sensitive reads, and changes from the portal with their request', async () => {
    await haveExampleFixtures(world);
    const [customer] = readExampleRequests(endpointsByName.getCustomer);
    const read = await world.call('getCustomer', { ...customer });
    await world.call('createApiKey', { session, body: { name: 'till', scopes: ['*'] } });
    const { items } = await list('listAuditLog');
    expect(items).toContainEqual(expect.objectContaining({ action: 'sensitive-read', status: read.status }));
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'api-key.created',
        requestId: expect.any(String),
        changes: { name: 'till', scopes: ['*'] },
      }),
    );
  });

  it('is open to owners only', async () => {
    const developer = await world.haveSession('DEVELOPER');
    expect((await world.call('listAuditLog', { session: developer })).status).toBe(403);
  });
});
