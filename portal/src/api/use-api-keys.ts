import { usePortal, useScopes } from '../session/portal-context.ts';
import { useResource } from './use-resource.ts';

/** Reads all API keys of the tenant. */
export function useApiKeys() {
  const { client } = usePortal();
  const isEnabled = useScopes()('api-keys:read');
  return useResource(['api-keys'], () => client.GET('/portal/api-keys'), { isEnabled });
}
