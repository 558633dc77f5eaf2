import { expect, it } from 'vitest';
import { viewProductOffering } from '../../lib/domain/product-offering.ts';
import { anOffering } from '../support/sample-facts.ts';

it('a product offering is returned with exactly its public fields', () => {
  const group = { productOfferingGroupId: 'group', name: 'Telephony', category: 'VOICE' };
  const offering = anOffering({ group });
  expect(viewProductOffering({ ...offering, changedAt: '2024-01-01T00:00:00.000Z' } as typeof offering)).toEqual({
    productOfferingId: 'offering',
    name: 'Cloud PBX',
    type: 'LICENSE',
    licenseType: 'PBX',
    status: 'AVAILABLE',
    cancellationSchedule: 'INSTANT',
    price: offering.price,
    group,
  });
});
