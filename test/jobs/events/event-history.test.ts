import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveEventId } from '../../../lib/jobs/events/event-id.ts';
import * as line from '../../import/sample-lines.ts';
import { useEventWorld } from './event-world.ts';
import type { AcceptedEvent } from './fake-event-bus.ts';

const events = useEventWorld();
const { world, importer, bus } = events;

/** A random step in the life of a license. */
type Step =
  | { do: 'cancel'; inDays: number }
  | { do: 'cancelNow' }
  | { do: 'import'; status: 'ACTIVE' | 'PAUSED' | 'CANCELLED' }
  | { do: 'rename'; name: string }
  | { do: 'wait'; days: number; apply: boolean }
  | { do: 'publish'; busDown: boolean };

const days = fc.integer({ min: 1, max: 40 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('cancel'), inDays: days } as const),
  fc.constant({ do: 'cancelNow' } as const),
  fc.record({ do: fc.constant('import'), status: fc.constantFrom('ACTIVE', 'PAUSED', 'CANCELLED') } as const),
  fc.record({ do: fc.constant('rename'), name: fc.constantFrom('Ada Ltd', 'Ada & Co', 'Bob') } as const),
  fc.record({ do: fc.constant('wait'), days, apply: fc.boolean() } as const),
  fc.record({ do: fc.constant('publish'), busDown: fc.boolean() } as const),
);

const dayMs = 86_400_000;
const dateIn = (daysAhead: number) => new Date(world.clock + daysAhead * dayMs).toISOString().slice(0, 10);

async function executeStep(step: Step, licenseId: string, pending: unknown[]): Promise<void> {
  const path = { licenseId };
  switch (step.do) {
    case 'cancel':
      await world.call('cancelLicense', { path, body: { scheduledAt: dateIn(step.inDays) } });
      return;
    case 'cancelNow':
      await world.call('cancelLicense', { path, body: { metadata: { at: world.now } } });
      return;
    case 'import':
      await importer.import(
        line.aLicenseLine({
          ...{ licenseId, status: step.status, activatedAt: '2023-11-30T08:00:00Z', details: { at: world.now } },
          ...(step.status === 'CANCELLED' && { cancelledAt: '2024-01-01T00:00:00Z' }),
        }),
      );
      return;
    case 'rename':
      await importer.importAll(line.aCustomerLine({ name: step.name }));
      return;
    case 'wait':
      world.clock += step.days * dayMs;
      if (step.apply) await events.applyDue();
      return;
    case 'publish':
      bus.isDown = step.busDown;
      pending.push(...(await events.readChanges()));
      pending.splice(0, pending.length, ...(await events.publish(pending as never[])));
  }
}

describe('the events of a license', () => {
  it('contain its whole history: every version at least once, no other version, each as a read returned it', async () => {
    await importer.importAll(line.aCustomerLine(), line.anOfferingLine());
    let count = 0;
    const property = fc.asyncProperty(days, fc.array(step, { maxLength: 8 }), async (startsIn, steps) => {
      world.clock = Date.parse('2024-01-15T09:30:00.000Z');
      bus.reset();
      const { json } = await world.call('createLicense', {
        body: {
          ...{ productOfferingId: 'offering', customerId: 'customer', metadata: { n: ++count } },
          // Half of them start immediately.
          ...(startsIn > 20 && { scheduledAt: dateIn(startsIn - 20) }),
        },
      });
      const { licenseId } = json;
      // The result of a read at each version.
      const history = new Map<number, unknown>([[1, json]]);
      const pending: unknown[] = [];
      for (const each of [...steps, { do: 'wait', days: 1, apply: true } as const]) {
        await executeStep(each, licenseId, pending);
        const version = Number((await world.licenses()).find(item => item.licenseId === licenseId)?.version);
        if (!history.has(version)) {
          history.set(version, (await world.call('getLicense', { path: { licenseId } })).json);
        }
      }
      await executeStep({ do: 'publish', busDown: false }, licenseId, pending);
      expect(pending).toEqual([]);

      const ownEvents = bus.accepted.filter(({ data }) => data.licenseId === licenseId);
      const dataByVersion = new Map(ownEvents.map(({ sequence, data }) => [sequence, data]));
      expect([...dataByVersion].sort(([a], [b]) => a - b)).toEqual([...history]);
      expectPublishedOnce(ownEvents, licenseId);
    });
    await fc.assert(property, { numRuns: 8 });
  });
});

/** Expects each event once by its derived id, and at most one start and one end. */
function expectPublishedOnce(ownEvents: AcceptedEvent[], licenseId: string): void {
  const { tenantId } = world;
  const byId = new Map(ownEvents.map(event => [event.eventId, event]));
  for (const { sequence: version, type, eventId: id } of byId.values()) {
    expect(id).toBe(
      deriveEventId({ tenantId, resource: ['license', licenseId], version, type: type as 'license.created' }),
    );
  }
  const countByType = (type: string) => [...byId.values()].filter(event => event.type === type).length;
  expect(countByType('license.created')).toBe(1);
  expect(countByType('license.activated')).toBeLessThanOrEqual(1);
  expect(countByType('license.ended')).toBeLessThanOrEqual(1);
}
