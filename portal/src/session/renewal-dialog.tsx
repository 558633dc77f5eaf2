import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ErrorAlert } from '../components/error-alert.tsx';
import type { SessionRenewal } from './session-renewal.ts';

/** Asks the user to sign in again, above the page with its input. The requests that failed wait, and are sent again. */
export function RenewalDialog({ renewal }: { renewal: SessionRenewal }) {
  const isAsking = useSyncExternalStore(renewal.subscribe, renewal.isAsking);
  const signIn = useMutation({ mutationFn: () => renewal.signInAgain() });
  return (
    <Modal
      opened={isAsking}
      onClose={() => renewal.giveUp()}
      closeOnEscape={false}
      withCloseButton={false}
      title="Your session has ended"
      zIndex={400}
    >
      <Stack>
        <Text>Sign in again in a new window. This page stays as it is, and continues where it was.</Text>
        {signIn.error && <ErrorAlert error={signIn.error} />}
        <Group>
          <Button data-autofocus onClick={() => signIn.mutate()} loading={signIn.isPending}>
            Sign in again
          </Button>
          <Button variant="default" onClick={() => renewal.giveUp()}>
            Not now
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
