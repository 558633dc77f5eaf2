import { usePortal, useScopes } from '../session/portal-context.ts';
import { useResource } from './use-resource.ts';

/** Reads the users and the invitations of the tenant. Owners only. */
export function useTeam() {
  const { client } = usePortal();
  const isEnabled = useScopes()('users:read');
  return useResource(['team'], () => client.GET('/portal/users'), { isEnabled });
}
