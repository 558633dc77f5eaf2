import type { RecordedRequest } from './request.ts';
import { cancelAddonRequests } from './requests/cancel-addon.ts';
import { cancelLicenseRequests } from './requests/cancel-license.ts';
import { createLicenseRequests } from './requests/create-license.ts';
import { idempotencyRequests, laterRequests } from './requests/idempotency.ts';
import { listRequests } from './requests/lists.ts';
import { accessRequests, bodyRequests, routeRequests } from './requests/protocol.ts';
import { readRequests } from './requests/reads.ts';

/** Every kind of request, in an order in which each finds what it needs. */
export const recordedRequests: readonly RecordedRequest[] = [
  ...accessRequests,
  ...readRequests,
  ...listRequests,
  ...createLicenseRequests,
  ...cancelLicenseRequests,
  ...cancelAddonRequests,
  ...bodyRequests,
  ...idempotencyRequests,
  ...routeRequests,
  ...laterRequests,
];
