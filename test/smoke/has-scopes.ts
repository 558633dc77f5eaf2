import { hasScope } from '../../lib/auth/api-key.ts';
import type { Scope } from '../../lib/contract/scope.ts';
import type { CheckedApi } from './checked-api.ts';

/** Returns true if the API key has all of the scopes. An API key of an earlier release can lack scopes that are new. */
export async function hasScopes(api: CheckedApi, ...scopes: Scope[]): Promise<boolean> {
  const { value } = await api.succeeds('getApiKey');
  return scopes.every(scope => hasScope(value, scope));
}
