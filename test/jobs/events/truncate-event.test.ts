import { describe, expect, it } from 'vitest';
import type { TenantEvent } from '../../../lib/contract/event.ts';
import { viewLicense } from '../../../lib/domain/license.ts';
import { viewSubscription } from '../../../lib/domain/subscription.ts';
import { maxEventBytes, measureEventBytes, truncateEvent } from '../../../lib/jobs/events/truncate-event.ts';
import { aLicense, anAddon, aSubscription } from '../../support/sample-facts.ts';

const now = '2024-01-15T09:30:00.000Z';
const text = (kilobytes: number) => ({ text: 'ü'.repeat(512 * kilobytes) });
const envelope = {
  tenantId: 'acme',
  eventId: '00000000-0000-5000-8000-000000000000',
  occurredAt: now,
  sequence: 7,
  request: null,
};

const ofLicense = (facts: Parameters<typeof aLicense>[0]): TenantEvent => ({
  ...envelope,
  type: 'license.updated',
  data: viewLicense(aLicense(facts), now),
});

const ofSubscription = (facts: Parameters<typeof aSubscription>[0], addonKilobytes: number): TenantEvent => ({
  ...envelope,
  type: 'subscription.updated',
  data: viewSubscription(
    aSubscription(facts),
    Array.from({ length: 20 }, (_, n) => anAddon({ offeringId: `o-${n}`, metadata: text(addonKilobytes) })),
    now,
  ),
});

describe('an event', () => {
  it('within the limit is unchanged', () => {
    const event = ofLicense({ details: text(100), metadata: text(8) });
    expect(truncateEvent(event)).toBe(event);
  });

  it('that is too large omits its largest attachment, lists it, and keeps the others', () => {
    const small = truncateEvent(ofLicense({ details: text(300), metadata: text(8) }));
    expect(small.omitted).toEqual(['details']);
    expect(small.data).toMatchObject({ details: undefined, metadata: text(8), licenseId: 'license' });
    expect(measureEventBytes(small)).toBeLessThan(10_000);
  });

  it('omits as many attachments as needed, and then those of its add-ons', () => {
    const small = truncateEvent(ofSubscription({ extensions: text(150), metadata: text(200) }, 14));
    expect(small.omitted).toEqual(['metadata', 'extensions', 'addons.metadata']);
    expect(small.data).toMatchObject({ subscriptionId: 'subscription', addons: { length: 20 } });
    expect(measureEventBytes(small)).toBeLessThan(maxEventBytes);
  });
});
