import { checkAccess } from './checks/access.ts';
import { checkBudgets } from './checks/call-budget.ts';
import { checkChanges } from './checks/committed-changes.ts';
import { checkDueChanges } from './checks/due-changes.ts';
import { checkFinalResponses } from './checks/final-responses.ts';
import { checkOrderEffects } from './checks/order-effects.ts';
import { checkResponses } from './checks/responses.ts';
import { checkShownState } from './checks/shown-state.ts';
import { checkEffects } from './checks/stored-records.ts';
import type { SimulationHistory } from './simulation-history.ts';

const historyChecks = [
  checkEffects,
  checkResponses,
  checkAccess,
  checkChanges,
  checkShownState,
  checkDueChanges,
  checkOrderEffects,
  checkBudgets,
  checkFinalResponses,
];

/** Lists the violations in a history as sentences. Each begins with the numbers of the violated invariants. */
export const listViolations = (history: SimulationHistory): string[] => historyChecks.flatMap(check => check(history));
