import { expect, it } from 'vitest';
import { useEventWorld } from '../../events/event-world.ts';
import { OfferingYear } from './offering-year.ts';

const events = useEventWorld();

/** `npm run test:more` has more licenses for each tenant, and reads all of them every day. */
const licenseCount = Number(process.env.CONNECT_TEST_TENANT_LICENSES ?? 1);

/** The results that must occur, so that no part of the rules stays untested. */
const expectedResults = {
  createLicense: ['done'],
  cancelLicense: ['done', 'VALIDATION_ERROR', 'license_already_cancelled'],
  undoLicenseCancellation: ['done', 'nothing_scheduled', 'license_already_cancelled'],
  changeLicenseOffering: [
    ...['done', 'VALIDATION_ERROR', 'license_already_cancelled', 'license_ending'],
    ...['product_offering_change_not_allowed', 'product_offering_unchanged'],
  ],
  undoOfferingChange: ['done', 'nothing_scheduled', 'license_already_cancelled'],
  addAddon: ['done', 'VALIDATION_ERROR', 'addon_exists'],
  cancelAddon: ['done', 'VALIDATION_ERROR', 'addon_already_cancelled', 'addon_expiring', 'addon_not_found'],
  undoAddonCancellation: ['done', 'nothing_scheduled', 'addon_already_cancelled', 'addon_not_found'],
};

it(
  'in a year of offering changes, starts, ends and undos in twelve time zones, every read and event is that of the model',
  async () => {
    const year = new OfferingYear(events, 12);
    await year.run(licenseCount, licenseCount > 1 ? 1 : 0.2);
    const results = Object.entries(expectedResults).flatMap(([operation, all]) =>
      all.map(one => `${operation} ${one}`),
    );
    expect(Object.keys(year.counts).sort()).toEqual(results.sort());
    for (const type of ['license.activated', 'license.updated', 'license.ended', 'subscription.updated']) {
      expect(year.scheduled.filter(one => one === type).length).toBeGreaterThan(15);
    }
  },
  licenseCount * 300_000,
);
