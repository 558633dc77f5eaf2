import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';

/** The body of a create: a license that is cancelled at once when no date is given. */
export const newLicense = { productOfferingId: smokeFixtures.licenseOfferingId, customerId: smokeFixtures.customerId };

/** The same with an offering that binds for three months. */
export const newBoundLicense = { ...newLicense, productOfferingId: smokeFixtures.renewalOfferingId };
