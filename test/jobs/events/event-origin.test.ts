import { describe, expect, it } from 'vitest';
import { parseApiKey } from '../../../lib/auth/api-key.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import * as line from '../../import/sample-lines.ts';
import { licenseOrder, ofLicense, useEventCommands } from './event-commands.ts';
import { useEventWorld } from './event-world.ts';

const events = useEventWorld();
const { world, importer, bus } = events;
const { cancelAddon, cancelLicense } = useEventCommands(events);

const requestIdOf = ({ headers }: { headers: Record<string, string> }): string => headers['X-Request-Id'] ?? '';

describe('every event', () => {
  it('names the request that made its change', async () => {
    const created = await world.call('createLicense', licenseOrder);
    const cancelled = await world.call('cancelLicense', { path: { licenseId: created.json.licenseId } });
    const ofAddon = await cancelAddon();
    await events.publishAll();
    const actor = { type: 'API_KEY', id: parseApiKey(world.apiKey)?.keyId };
    const requestIds = bus.accepted.map(({ type, request }) => `${type} ${request?.id}`);
    expect(bus.accepted.map(({ request }) => request?.actor)).toEqual(bus.accepted.map(() => actor));
    expect(requestIds.sort()).toEqual([
      `license.activated ${requestIdOf(created)}`,
      `license.created ${requestIdOf(created)}`,
      `license.ended ${requestIdOf(cancelled)}`,
      `subscription.updated ${requestIdOf(ofAddon)}`,
    ]);
  });

  it('of a scheduled change or an import has no request', async () => {
    await cancelLicense('2024-03-01');
    await events.publishAll();
    world.clock = Date.parse('2024-03-05T12:00:00Z');
    await events.applyDue();
    await importer.importAll(
      ...[line.aCustomerLine(), line.anOfferingLine()],
      line.aLicenseLine({ licenseId: 'imported' }),
    );
    const published = await events.publishAll();
    expect(published).toContain('license.ended 3');
    expect(bus.accepted.slice(-published.length).map(({ request }) => request)).toEqual(published.map(() => null));
  });

  it('of five steps of a subscription in one burst has the time and the request of its own step', async () => {
    const offerings = ['pass-1', 'pass-2', 'pass-3', 'pass-4'];
    for (const productOfferingId of offerings)
      await world.haveOffering({ productOfferingId, type: 'SUBSCRIPTION_ADDON' });
    const path = { subscriptionId: 'subscription' };
    const steps: [at: string, requestId: string][] = [];
    for (const productOfferingId of offerings) {
      world.clock += 61_000;
      const added = await world.call('addAddon', { path, body: { productOfferingId } });
      steps.push([world.now, requestIdOf(added)]);
    }
    world.clock += 61_000;
    steps.push([world.now, requestIdOf(await cancelAddon())]);
    world.clock += 3_600_000;
    await events.publishAll();
    const updates = bus.accepted.filter(({ type, sequence }) => type === 'subscription.updated' && sequence > 1);
    expect(updates.map(({ occurredAt, request }) => [occurredAt, request?.id])).toEqual(steps);
  });

  it('of a job that is late has the due instant, also for two changes in one step', async () => {
    await world.haveOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON' });
    const path = { subscriptionId: 'subscription' };
    await world.call('addAddon', { path, body: { productOfferingId: 'pass', scheduledAt: '2024-02-01' } });
    await cancelAddon({ scheduledAt: '2024-02-03' });
    await events.publishAll();
    world.clock = Date.parse('2024-02-09T12:00:00Z');
    await events.applyDue();
    expect(await events.publishAll()).toEqual(['subscription.updated 4']);
    expect(bus.accepted.at(-1)).toMatchObject({ occurredAt: '2024-02-03T00:00:00.000Z', request: null });
  });

  it('of two commands in the same millisecond names its own request', async () => {
    await world.haveOffering({ changeOptions: [{ productOfferingId: 'larger' }] });
    await world.haveOffering({ productOfferingId: 'larger' });
    await events.readChanges();
    const body = { productOfferingId: 'larger' };
    const one = await world.call('changeLicenseOffering', {
      ...ofLicense,
      body: { ...body, scheduledAt: '2024-03-01' },
    });
    const other = await world.call('changeLicenseOffering', { ...ofLicense, body });
    await events.publishAll();
    expect(bus.accepted.map(({ occurredAt, request }) => [occurredAt, request?.id])).toEqual([
      [world.now, requestIdOf(one)],
      [world.now, requestIdOf(other)],
    ]);
  });

  it.each([
    ['no step', undefined],
    [
      'the step of another version',
      { version: 1, at: '2020-01-01T00:00:00.000Z', request: { id: 'x', actor: { type: 'API_KEY', id: 'y' } } },
    ],
    ['a step that does not parse', 'x'],
  ])('of an item with %s has the time of the item and no request', async (_, step) => {
    await cancelLicense('2024-03-01');
    await events.readChanges();
    await world.overwrite(licenseRef(world.tenantId, 'license'), { version: 3, step });
    expect(await events.publishAll()).toEqual(['license.updated 3']);
    expect(bus.accepted.at(-1)).toMatchObject({ occurredAt: world.now, request: null });
  });
});
