import type { Line } from './line.ts';
import type { Prepared } from './plan.ts';
import { prepareCustomer, prepareProductOffering, prepareTenant, prepareUser } from './prepare-entity.ts';
import { prepareLicense } from './prepare-license.ts';
import { prepareSubscription } from './prepare-subscription.ts';

/** What a line needs to know and how it goes in. */
export function prepare(line: Line): Prepared {
  switch (line.kind) {
    case 'tenant':
      return prepareTenant(line);
    case 'customer':
      return prepareCustomer(line);
    case 'user':
      return prepareUser(line);
    case 'productOffering':
      return prepareProductOffering(line);
    case 'subscription':
      return prepareSubscription(line);
    case 'license':
      return prepareLicense(line);
  }
}
