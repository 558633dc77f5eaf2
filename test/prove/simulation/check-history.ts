import { checkAccess } from './checks/access.ts';
import { checkAnswers } from './checks/answers.ts';
import { checkBudgets } from './checks/budget.ts';
import { checkChanges } from './checks/changes.ts';
import { checkDue } from './checks/due.ts';
import { checkEnd } from './checks/end.ts';
import { checkEffects } from './checks/records.ts';
import { checkShown } from './checks/shown.ts';
import type { History } from './history.ts';

const checks = [checkEffects, checkAnswers, checkAccess, checkChanges, checkShown, checkDue, checkBudgets, checkEnd];

/** What of the promise did not hold, in a sentence each; each begins with the invariants. */
export const violationsOf = (history: History): string[] => checks.flatMap(check => check(history));
