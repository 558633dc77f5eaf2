import type { CheckGroup } from './check.ts';
import { cancelAddonChecks } from './checks/cancel-addon.ts';
import { cancelLicenseChecks } from './checks/cancel-license.ts';
import { concurrencyChecks } from './checks/concurrency.ts';
import { createLicenseChecks } from './checks/create-license.ts';
import { listChecks } from './checks/lists.ts';
import { mismatchChecks } from './checks/mismatches.ts';
import { readChecks } from './checks/reads.ts';
import { refusalChecks } from './checks/refusals.ts';
import { replayChecks } from './checks/replay.ts';

/** Everything that an address must show. */
export const allChecks: readonly CheckGroup[] = [
  createLicenseChecks,
  cancelLicenseChecks,
  cancelAddonChecks,
  readChecks,
  listChecks,
  replayChecks,
  mismatchChecks,
  concurrencyChecks,
  refusalChecks,
];
