import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveEventId } from '../../../lib/jobs/events/event-id.ts';
import * as line from '../../import/sample-lines.ts';
import { useEventWorld } from './event-world.ts';
import type { AcceptedEvent } from './fake-event-bus.ts';

const events = useEventWorld();
const { world, importer, bus } = events;

/** What may happen to a license, at any time, in any order. */
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

async function executeStep(step: Step, licenseId: string, waiting: unknown[]): Promise<void> {
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
      waiting.push(...(await events.readChanges()));
      waiting.splice(0, waiting.length, ...(await events.publish(waiting as never[])));
  }
}

describe('the events of a license', () => {
  it('tell its whole history: every version once or more, none that was not, each as a read gave it', async () => {
    await importer.importAll(line.aCustomerLine(), line.anOfferingLine());
    let count = 0;
    const property = fc.asyncProperty(days, fc.array(step, { maxLength: 8 }), async (startsIn, steps) => {
      world.clock = Date.parse('2024-01-15T09:30:00.000Z');
      bus.reset();
      const { json } = await world.call('createLicense', {
        body: {
          ...{ productOfferingId: 'offering', customerId: 'customer', metadata: { n: ++count } },
          // Half of them begin at once.
          ...(startsIn > 20 && { scheduledAt: dateIn(startsIn - 20) }),
        },
      });
      const { licenseId } = json;
      // What a read gave at each version.
      const history = new Map<number, unknown>([[1, json]]);
      const waiting: unknown[] = [];
      for (const each of [...steps, { do: 'wait', days: 1, apply: true } as const]) {
        await executeStep(each, licenseId, waiting);
        const version = Number((await world.licenses()).find(item => item.licenseId === licenseId)?.version);
        if (!history.has(version)) {
          history.set(version, (await world.call('getLicense', { path: { licenseId } })).json);
        }
      }
      await executeStep({ do: 'publish', busDown: false }, licenseId, waiting);
      expect(waiting).toEqual([]);

      const mine = bus.accepted.filter(({ data }) => data.licenseId === licenseId);
      const folded = new Map(mine.map(({ sequence, data }) => [sequence, data]));
      expect([...folded].sort(([a], [b]) => a - b)).toEqual([...history]);
      expectPublishedOnce(mine, licenseId);
    });
    await fc.assert(property, { numRuns: 8 });
  });
});

/** Each happening once by its id, which anybody can work out; begun and ended at most once. */
function expectPublishedOnce(mine: AcceptedEvent[], licenseId: string): void {
  const { tenantId } = world;
  const byId = new Map(mine.map(event => [event.eventId, event]));
  for (const { sequence: version, type, eventId: id } of byId.values()) {
    expect(id).toBe(
      deriveEventId({ tenantId, resource: ['license', licenseId], version, type: type as 'license.created' }),
    );
  }
  const times = (type: string) => [...byId.values()].filter(event => event.type === type).length;
  expect(times('license.created')).toBe(1);
  expect(times('license.activated')).toBeLessThanOrEqual(1);
  expect(times('license.ended')).toBeLessThanOrEqual(1);
}
