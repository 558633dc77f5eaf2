import { classifyAttempt } from '../attempt-outcome.ts';
import { getTenantMarker } from '../simulated-tenant-data.ts';
import type { SimulationHistory } from '../simulation-history.ts';
import { simulatedTenants } from '../simulation-plan.ts';

/** The clocks of two sandboxes are this far apart from the truth at most. */
const skewMs = 151_000;

/** I5: a key that is over opens nothing, and no tenant hears of another. */
export function checkAccess({ attempts }: SimulationHistory): string[] {
  const wrong: string[] = [];
  for (const attempt of attempts) {
    const { id, response: reply, apiKey, startedAt, endedAt, tenant } = attempt;
    if (!reply) continue;
    const isOver = startedAt > apiKey.revokedAt || startedAt > apiKey.expiresAt + skewMs;
    const isGood = endedAt < apiKey.revokedAt && endedAt < apiKey.expiresAt - skewMs;
    if (reply.status === 401 && isGood) wrong.push(`I5: ${id} was told 401 with a good key.`);
    if (
      isOver &&
      reply.status !== 401 &&
      classifyAttempt(attempt) !== 'unavailable' &&
      classifyAttempt(attempt) !== 'defect'
    ) {
      wrong.push(`I5: ${id} was told ${reply.status} with a key that was over.`);
    }
    if (simulatedTenants.some(other => other !== tenant && reply.body.includes(getTenantMarker(other)))) {
      wrong.push(`I5: ${id} was told of another tenant.`);
    }
  }
  return wrong;
}
