import type { CheckGroup } from './check.ts';
import { cancelAddon } from './checks/cancel-addon.ts';
import { cancelLicense } from './checks/cancel-license.ts';
import { concurrency } from './checks/concurrency.ts';
import { createLicense } from './checks/create-license.ts';
import { lists } from './checks/lists.ts';
import { mismatches } from './checks/mismatches.ts';
import { reads } from './checks/reads.ts';
import { refusals } from './checks/refusals.ts';
import { replay } from './checks/replay.ts';

/** Everything that an address must show. */
export const allChecks: readonly CheckGroup[] = [
  createLicense,
  cancelLicense,
  cancelAddon,
  reads,
  lists,
  replay,
  mismatches,
  concurrency,
  refusals,
];
