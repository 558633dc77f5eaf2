import { describe, expect, it } from 'vitest';
import { CorruptItemError } from '../../../lib/dynamodb/item.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { loseCall } from '../../support/faulty-network.ts';
import { licenseOrder, useEventCommands } from './event-commands.ts';
import { useEventWorld } from './event-world.ts';

const events = useEventWorld();
const { world, importer, bus } = events;
const { cancelAddon, cancelLicense } = useEventCommands(events);

describe('an outage of the bus', () => {
  it('delays events and loses none: each has one id, and events of one resource are in order', async () => {
    bus.isDown = true;
    await cancelLicense('2024-03-01');
    const pending = await events.publish(await events.readChanges());
    await cancelLicense('2024-04-01');
    await cancelAddon();
    pending.push(...(await events.publish(await events.readChanges())));
    expect(bus.accepted).toEqual([]);
    expect(events.reports.at(-1)).toMatchObject({ published: 0, failed: 3 });

    bus.isDown = false;
    await world.call('createLicense', licenseOrder);
    expect(await events.publish([...pending, ...(await events.readChanges())])).toEqual([]);
    expect(bus.accepted.map(({ type, sequence }) => `${type} ${sequence}`)).toEqual([
      ...['license.updated 2', 'license.updated 3', 'subscription.updated 2'],
      ...['license.created 1', 'license.activated 1'],
    ]);
    expect(new Set(bus.accepted.map(({ eventId }) => eventId)).size).toBe(5);
    expect(events.failedRecords).toEqual([]);
  });

  it('is retried as long as an invocation may last, because Lambda gives up after a number of invocations', async () => {
    await world.call('createLicense', licenseOrder);
    const records = await events.readChanges();
    const overAt = world.clock + 150_000;
    bus.rejectionOf = () => (world.clock < overAt ? 'InternalFailure' : undefined);
    expect(await events.publishOnce(records, 180_000)).toEqual([]);
    expect(bus.accepted.map(({ type }) => type)).toEqual(['license.created', 'license.activated']);
    expect(events.reports).toEqual([{ published: 2, quarantined: 0, heartbeats: 0, failed: 0 }]);
    expect(events.queued).toEqual([]);
  });

  it('that lasts longer ends the invocation before its timeout', async () => {
    bus.isDown = true;
    await world.call('createLicense', licenseOrder);
    const records = await events.readChanges();
    const endsAt = world.clock + 180_000;
    expect(await events.publishOnce(records, 180_000)).toEqual(records);
    expect(endsAt - world.clock).toBeGreaterThanOrEqual(5000);
    expect(endsAt - world.clock).toBeLessThan(20_000);
  });

  it('of some entries causes a retry of these entries only', async () => {
    const once = new Set<string>();
    bus.rejectionOf = ({ type, eventId }) => {
      if (type !== 'license.activated' || once.has(eventId)) return undefined;
      once.add(eventId);
      return 'ThrottlingException';
    };
    await world.call('createLicense', licenseOrder);
    await world.call('createLicense', licenseOrder);
    await events.publishAll();
    expect(bus.calls.map(call => call.map(({ DetailType }) => DetailType))).toEqual([
      ['license.created', 'license.activated', 'license.created', 'license.activated'],
      ['license.activated', 'license.activated'],
    ]);
    expect(bus.accepted.length).toBe(4);
  });

  it('is reported from the first unpublished change on', async () => {
    for (let n = 0; n < 8; n++) await world.call('createLicense', licenseOrder);
    const records = await events.readChanges();
    const sixth = records[5]?.dynamodb?.NewImage?.licenseId?.S;
    bus.rejectionOf = ({ data }) => (data.licenseId === sixth ? 'InternalFailure' : undefined);
    // Two events per license and ten per call: the first five licenses are published.
    expect(await events.publishOnce(records)).toEqual(records.slice(5));
    expect(events.reports.at(-1)).toMatchObject({ published: 10, failed: 3 });
    bus.rejectionOf = () => undefined;
    expect(await events.publish(records.slice(5))).toEqual([]);
    expect(new Set(bus.accepted.map(({ eventId }) => eventId)).size).toBe(16);
  });
});

describe('a change that cannot be published', () => {
  it('goes to the failure bucket at once, with its item key, and does not block others', async () => {
    await cancelLicense('2024-03-01');
    await world.haveLicense({ licenseId: 'second' });
    await world.overwrite(licenseRef(world.tenantId, 'second'), { changedAt: 7, version: 2 });
    await world.haveLicense({ licenseId: 'third' });
    await cancelLicense('2024-04-01');
    expect(await events.publishOnce(await events.readChanges())).toEqual([]);
    expect(events.failedRecords.map(({ dynamodb }) => dynamodb?.NewImage?.licenseId?.S)).toEqual(['second']);
    const published = new Set(bus.accepted.map(({ type, sequence, data }) => `${data.licenseId} ${type} ${sequence}`));
    expect([...published]).toEqual([
      'license license.updated 2',
      ...['second license.created 1', 'second license.activated 1'],
      ...['third license.created 1', 'third license.activated 1'],
      'license license.updated 3',
    ]);
    expect(events.reports).toEqual([{ published: 6, quarantined: 1, heartbeats: 0, failed: 0 }]);
    expect(events.failureCauses).toEqual([expect.any(CorruptItemError)]);
    expect(String(events.failureCauses[0])).toContain(`${world.tenantId}#license#second`);
  });

  it('stays in the stream while the failure bucket is not reachable', async () => {
    await world.haveLicense({ licenseId: 'second' });
    await world.overwrite(licenseRef(world.tenantId, 'second'), { changedAt: 7, version: 2 });
    const records = await events.readChanges();
    events.failureError = new Error('The bucket is not reachable.');
    expect(await events.publishOnce(records)).toEqual(records.slice(1));
    events.failureError = undefined;
    expect(await events.publishOnce(records.slice(1))).toEqual([]);
    expect(events.failedRecords).toHaveLength(1);
  });

  it('because the bus will never accept its event blocks no other event', async () => {
    await cancelLicense('2024-03-01');
    await cancelLicense('2024-04-01');
    bus.rejectionOf = ({ sequence }) => (sequence === 2 ? 'MalformedDetail' : undefined);
    expect(await events.publishOnce(await events.readChanges())).toEqual([]);
    expect(bus.accepted.map(({ sequence }) => sequence)).toEqual([3]);
    expect(events.failedRecords).toHaveLength(1);
  });

  it('and was set aside can be published again from its stored form', async () => {
    await cancelLicense('2024-03-01');
    const kept = JSON.parse(JSON.stringify(await events.readChanges()));
    expect(await events.publishOnce(kept)).toEqual([]);
    expect(await events.publishOnce(kept)).toEqual([]);
    expect(bus.accepted.length).toBe(2);
    expect(new Set(bus.accepted.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it('because DynamoDB does not respond is retried', async () => {
    await cancelAddon();
    const records = await events.readChanges();
    importer.network.failAlways('BatchGetItem', loseCall);
    expect(await events.publishOnce(records)).toEqual(records);
    expect(bus.accepted).toEqual([]);
    importer.network.heal();
    expect(await events.publishOnce(records)).toEqual([]);
    expect(bus.accepted.map(({ type }) => type)).toEqual(['subscription.updated']);
  });
});
