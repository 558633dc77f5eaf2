import { fixtures } from './fixtures.ts';

/** The body of a create: a license that is cancelled at once when no date is given. */
export const newLicense = { productOfferingId: fixtures.licenseOfferingId, customerId: fixtures.customerId };

/** The same with an offering that binds for three months. */
export const newBoundLicense = { ...newLicense, productOfferingId: fixtures.renewalOfferingId };
