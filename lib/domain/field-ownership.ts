import type { AddonFacts } from './addon.ts';
import type { SharedField } from './commanded-fields.ts';
import type { LicenseFacts } from './license.ts';

/**
 * The owner of a stored fact. The import and the commands both follow this declaration.
 *
 * - `import`: the value of an import line wins.
 * - A shared field: the import changes it until a command sets it.
 * - `system`: an ID, or bookkeeping that follows from the other facts.
 */
type FactOwner = 'import' | 'system' | { shared: SharedField };

const start = { shared: 'start' } as const;
const end = { shared: 'end' } as const;
const offering = { shared: 'offering' } as const;

export const licenseFactOwners = {
  licenseId: 'system',
  type: 'import',
  customer: 'import',
  productOffering: offering,
  cancellationSchedule: offering,
  offeringChange: offering,
  boundUntil: offering,
  renewsFrom: offering,
  createdAt: 'system',
  changedAt: 'system',
  starts: start,
  ends: end,
  suspension: 'import',
  pausedAt: 'import',
  assignedTo: { shared: 'assignment' },
  details: 'import',
  metadata: { shared: 'metadata' },
  stated: 'system',
  commanded: 'system',
} as const satisfies Record<keyof LicenseFacts, FactOwner>;

export const addonFactOwners = {
  subscriptionAddonId: 'system',
  subscriptionId: 'system',
  productOffering: offering,
  cancellationSchedule: offering,
  boundUntil: offering,
  renewsFrom: offering,
  addedAt: 'import',
  addedOn: 'import',
  starts: start,
  ends: end,
  expires: 'import',
  referenceId: 'import',
  cancellationReason: end,
  metadata: { shared: 'metadata' },
  changedAt: 'system',
  stated: 'system',
  commanded: 'system',
} as const satisfies Record<keyof AddonFacts, FactOwner>;
