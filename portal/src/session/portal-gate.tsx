import { useQuery } from '@tanstack/react-query';
import { ErrorAlert } from '../components/error-alert.tsx';
import { NarrowPage } from '../components/narrow-page.tsx';
import { openPortal } from './portal-access.ts';
import { SignInPage } from './sign-in-page.tsx';
import { TenantGate } from './tenant-gate.tsx';

/** A code can be exchanged once only, so all renderings share one start. */
let starting: ReturnType<typeof openPortal> | undefined;

async function startPortal() {
  starting ??= openPortal();
  const access = await starting;
  return { access, isSignedIn: access ? (await access.manager.getUser()) !== null : false };
}

/** Leads through the sign-in to the pages. */
export function PortalGate() {
  const { data, error } = useQuery({ queryKey: ['start'], queryFn: startPortal, staleTime: Number.POSITIVE_INFINITY });
  if (error)
    return (
      <NarrowPage title="You are not signed in">
        <ErrorAlert error={error} onRetry={() => window.location.reload()} />
      </NarrowPage>
    );
  if (!data?.access) return null;
  return data.isSignedIn ? <TenantGate access={data.access} /> : <SignInPage access={data.access} />;
}
