import { authenticateApiKey, parseApiKey } from '../../lib/auth/api-key.ts';
import { findApiKey, findTenant } from '../../lib/auth/api-key-repository.ts';
import { allScopes, sensitiveScopes } from '../../lib/contract/scope.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { demoIds } from './demo-file.ts';
import { executeOperation } from './execute-operation.ts';

/** All scopes, including the sensitive ones, which must be named. */
const demoScopes = [allScopes, ...sensitiveScopes];

/** Returns an API key of the demo tenant with all scopes: the previous one if it is still valid, otherwise a new one. */
export async function ensureDemoApiKey(
  store: TableAccess,
  previousApiKey: string | undefined,
  nowMs: number,
): Promise<string> {
  const tenant = await findTenant(store, demoIds.tenantId);
  if (!tenant) throw new Error('The demo data has no tenant.');
  const presentedApiKey = previousApiKey === undefined ? undefined : parseApiKey(previousApiKey);
  if (previousApiKey !== undefined && presentedApiKey?.tenantId === tenant.tenantId) {
    const storedApiKey = await findApiKey(store, tenant.tenantId, presentedApiKey.keyId);
    const hasAllScopes = demoScopes.every(scope => storedApiKey?.scopes.includes(scope));
    if (hasAllScopes && !authenticateApiKey(presentedApiKey, storedApiKey, tenant, toInstant(nowMs)))
      return previousApiKey;
  }
  const body = { scopes: demoScopes, name: 'demo' };
  return (await executeOperation(store, tenant.tenantId, 'createApiKey', { body })).secret;
}
