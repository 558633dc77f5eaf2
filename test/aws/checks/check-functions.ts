import { type CheckCounts, runNamedChecks } from '../named-checks.ts';
import { listApiChecks } from './exercise-api.ts';
import { listPortalChecks } from './exercise-portal.ts';
import { listJobChecks } from './import-job-work.ts';

type FunctionClients = Parameters<typeof listApiChecks>[0] & Parameters<typeof listPortalChecks>[0];

/** Checks the functions that no other check calls with all of their permissions. */
export const checkFunctions = (emulator: URL, clients: FunctionClients): Promise<CheckCounts> =>
  runNamedChecks('functions', [...listApiChecks(clients), ...listPortalChecks(clients), ...listJobChecks(emulator)]);
