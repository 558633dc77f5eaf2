import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { readData } from '../api/api-error.ts';
import { ErrorAlert } from '../components/error-alert.tsx';
import { NarrowPage } from '../components/narrow-page.tsx';
import { PortalShell } from '../shell/portal-shell.tsx';
import { readAccessToken } from './access-token.ts';
import { chooseTenant, type PortalAccess, readChosenTenant } from './portal-access.ts';
import { PortalContext } from './portal-context.ts';
import { RenewalDialog } from './renewal-dialog.tsx';
import { TenantPage } from './tenant-page.tsx';
import { signOut } from './user-manager.ts';

/** Finds out for which tenant the person works, and opens the session. */
export function TenantGate({ access }: { access: PortalAccess }) {
  const queries = useQueryClient();
  const [tenantId, setTenantId] = useState(readChosenTenant);
  const signIn = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => acceptInvitations(access),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const tenants = signIn.data?.tenants ?? [];
  const current =
    tenants.find(tenant => tenant.tenantId === tenantId) ?? (tenants.length === 1 ? tenants[0] : undefined);
  if (current && current.tenantId !== readChosenTenant()) chooseTenant(current.tenantId);
  const session = useQuery({
    queryKey: ['session', current?.tenantId],
    queryFn: () => readData(access.client.GET('/portal/session')),
    enabled: current !== undefined,
  });

  const selectTenant = (selected: string | undefined) => {
    queries.removeQueries({ predicate: ({ queryKey }) => !['start', 'sign-in'].includes(String(queryKey[0])) });
    if (selected !== undefined) chooseTenant(selected);
    setTenantId(selected);
  };

  const dialog = <RenewalDialog renewal={access.renewal} />;
  const error = signIn.error ?? (session.data ? null : session.error);
  if (error)
    return (
      <NarrowPage title="The portal cannot be opened">
        {dialog}
        <ErrorAlert error={error} onRetry={() => window.location.reload()} />
        <Button variant="default" onClick={() => signOut(access.manager, access.config)}>
          Sign out
        </Button>
      </NarrowPage>
    );
  if (!signIn.data) return dialog;
  if (!current) return <TenantPage access={access} result={signIn.data} onSelect={selectTenant} />;
  if (!session.data) return dialog;
  return (
    <PortalContext
      value={{
        ...access,
        session: session.data,
        ...(tenants.length > 1 && { changeTenant: () => selectTenant(undefined) }),
      }}
    >
      {dialog}
      <PortalShell />
    </PortalContext>
  );
}

async function acceptInvitations({ client, manager }: PortalAccess) {
  // After a reload, both tokens may have expired. The refresh returns both.
  await readAccessToken(manager);
  const user = await manager.getUser();
  return readData(client.POST('/portal/sign-in', { body: { idToken: user?.id_token ?? '' } }));
}
