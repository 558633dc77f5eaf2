import { isEraseLine } from './erase-line.ts';
import { prepareErasure } from './erasure.ts';
import type { ImportLine } from './import-line.ts';
import { prepareLicense } from './license.ts';
import type { PreparedLine } from './line-plan.ts';
import { prepareCustomer, prepareProductOffering, prepareTenant, prepareUser } from './master-data.ts';
import { prepareSim } from './sim.ts';
import { prepareSubscription } from './subscription.ts';

/** Prepares a line: the items that it reads, and its plan. */
export function prepareLine(line: ImportLine): PreparedLine {
  if (isEraseLine(line)) return prepareErasure(line);
  switch (line.kind) {
    case 'tenant':
      return prepareTenant(line);
    case 'customer':
      return prepareCustomer(line);
    case 'user':
      return prepareUser(line);
    case 'productOffering':
      return prepareProductOffering(line);
    case 'sim':
      return prepareSim(line);
    case 'subscription':
      return prepareSubscription(line);
    case 'license':
      return prepareLicense(line);
  }
}
