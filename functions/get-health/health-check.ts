import type { RetryBudget } from '../../lib/dynamodb/database.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import type { PublicOperation } from '../../lib/http/create-public-handler.ts';
import { RequestError } from '../../lib/http/request-error.ts';

/** A monitor that asks more often gets the last result, so that nobody can cause load on the database. */
const maxAgeMs = 5000;

/** The item that is read. It need not exist. */
const healthRef = tenantRef('health');

/** Creates the operation that reads one item, at most once in five seconds per process. */
export function createHealthCheck({ database, now }: Pick<Dependencies, 'database' | 'now'>): PublicOperation {
  let last: { at: number; outcome: ReturnType<typeof database.read> } | undefined;
  return async budget => {
    if (!last || Math.abs(now() - last.at) >= maxAgeMs) last = { at: now(), outcome: readOnce(budget) };
    const outcome = await last.outcome;
    if (outcome.kind === 'read' && outcome.unprocessed.length === 0) return { status: 'OK' };
    throw new RequestError('SERVICE_UNAVAILABLE', undefined, outcome.kind === 'read' ? undefined : outcome.cause);
  };

  function readOnce(budget: RetryBudget) {
    return database.read({ items: [healthRef], collections: [] }, { ...budget, maxCalls: budget.calls + 1 });
  }
}
