import { Text } from '@mantine/core';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';

/** Cancels an invitation. */
export function CancelInvitationDialog({ email }: { email: string }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Cancel"
      title="Cancel the invitation"
      scope="users:write"
      submitLabel="Cancel the invitation"
      doneText="The invitation was cancelled."
      isDangerous
      button={{ size: 'xs' }}
      readInput={() => ({ email })}
      call={(body: { email: string }, headers) => client.POST('/portal/invitations/cancel', { body, headers })}
    >
      <Text>The invitation of {email} can no longer be accepted.</Text>
    </CommandDialog>
  );
}
