import { usePortal, useScopes } from '../session/portal-context.ts';
import { useResource } from './use-resource.ts';

/** Reads all webhook endpoints of the tenant with their health. */
export function useWebhooks() {
  const { client } = usePortal();
  const isEnabled = useScopes()('webhooks:read');
  return useResource(['webhooks'], () => client.GET('/portal/webhooks'), { isEnabled, refetchInterval: 10_000 });
}
