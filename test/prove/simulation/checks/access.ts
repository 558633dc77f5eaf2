import { classifyAttempt } from '../attempt-outcome.ts';
import { getTenantMarker } from '../simulated-tenant-data.ts';
import type { SimulationHistory } from '../simulation-history.ts';
import { simulatedTenants } from '../simulation-plan.ts';

/** Maximum deviation of a clock from the true time. */
const skewMs = 151_000;

/** I5: an expired or revoked API key gives no access, and no response contains data of another tenant. */
export function checkAccess({ attempts }: SimulationHistory): string[] {
  const violations: string[] = [];
  for (const attempt of attempts) {
    const { id, response, apiKey, startedAt, endedAt, tenant } = attempt;
    if (!response) continue;
    const isInvalid = startedAt > apiKey.revokedAt || startedAt > apiKey.expiresAt + skewMs;
    const isValid = endedAt < apiKey.revokedAt && endedAt < apiKey.expiresAt - skewMs;
    if (response.status === 401 && isValid) violations.push(`I5: ${id} received 401 with a valid API key.`);
    if (
      isInvalid &&
      response.status !== 401 &&
      classifyAttempt(attempt) !== 'unavailable' &&
      classifyAttempt(attempt) !== 'defect'
    ) {
      violations.push(`I5: ${id} received ${response.status} with an expired or revoked API key.`);
    }
    if (simulatedTenants.some(other => other !== tenant && response.body.includes(getTenantMarker(other)))) {
      violations.push(`I5: ${id} received data of another tenant.`);
    }
  }
  return violations;
}
