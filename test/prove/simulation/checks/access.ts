import type { History } from '../history.ts';
import { tenants } from '../plan.ts';
import { markOf } from '../tenant-data.ts';
import { told } from '../told.ts';

/** The clocks of two sandboxes are this far apart from the truth at most. */
const skewMs = 151_000;

/** I5: a key that is over opens nothing, and no tenant hears of another. */
export function checkAccess({ attempts }: History): string[] {
  const wrong: string[] = [];
  for (const attempt of attempts) {
    const { id, reply, apiKey, startedAt, endedAt, tenant } = attempt;
    if (!reply) continue;
    const isOver = startedAt > apiKey.revokedAt || startedAt > apiKey.expiresAt + skewMs;
    const isGood = endedAt < apiKey.revokedAt && endedAt < apiKey.expiresAt - skewMs;
    if (reply.status === 401 && isGood) wrong.push(`I5: ${id} was told 401 with a good key.`);
    if (isOver && reply.status !== 401 && told(attempt) !== 'unavailable' && told(attempt) !== 'defect') {
      wrong.push(`I5: ${id} was told ${reply.status} with a key that was over.`);
    }
    if (tenants.some(other => other !== tenant && reply.body.includes(markOf(other)))) {
      wrong.push(`I5: ${id} was told of another tenant.`);
    }
  }
  return wrong;
}
