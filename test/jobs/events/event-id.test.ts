import { describe, expect, it } from 'vitest';
import { deriveEventId } from '../../../lib/jobs/events/event-id.ts';

const eventIdentity = { tenantId: 'acme', resource: ['license', 'l-1'], version: 3, type: 'license.updated' } as const;

describe('the id of an event', () => {
  it('is a UUIDv5 of its identity, the same in every release', () => {
    // Computed with Python: uuid.uuid5(uuid.UUID('6f0c5d3a-4e2b-4d0f-9a1d-e2b7c8f05a61'), 'acme/license/l-1/3/license.updated')
    expect(deriveEventId(eventIdentity)).toBe('33019f91-f7ab-51a3-ae86-99522ed4b33a');
  });

  it.each([
    { tenantId: 'acme2' },
    { resource: ['subscription', 'l-1'] as const },
    { resource: ['license', 'l-13'] as const, version: 1 },
    { version: 4 },
    { type: 'license.ended' as const },
  ])('is different for another tenant, resource, version or type: %o', other => {
    expect(deriveEventId({ ...eventIdentity, ...other })).not.toBe(deriveEventId(eventIdentity));
  });
});
