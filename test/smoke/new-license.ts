import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';

/** The body of a create. Without a date, a cancel ends such a license immediately. */
export const newLicense = { productOfferingId: smokeFixtures.licenseOfferingId, customerId: smokeFixtures.customerId };

/** The same with an offering that has a minimum term of three months. */
export const newBoundLicense = { ...newLicense, productOfferingId: smokeFixtures.renewalOfferingId };
