import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ErrorAlert } from '../components/error-alert.tsx';
import { NarrowPage } from '../components/narrow-page.tsx';
import type { PortalAccess } from './portal-access.ts';
import { signInByRedirect } from './user-manager.ts';

/** The first page of a person who is not signed in. */
export function SignInPage({ access }: { access: PortalAccess }) {
  const signIn = useMutation({ mutationFn: () => signInByRedirect(access.manager) });
  return (
    <NarrowPage title="Connect API portal">
      <Text>Create and manage API keys and webhooks, and see what happened to your licenses and subscriptions.</Text>
      {signIn.error && <ErrorAlert error={signIn.error} />}
      <Button size="md" onClick={() => signIn.mutate()} loading={signIn.isPending || signIn.isSuccess}>
        Sign in
      </Button>
    </NarrowPage>
  );
}
