import { Text } from '@mantine/core';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { readRequiredText, SelectField, TextField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { roleOptions, type UserRole } from './roles.ts';

const readInvitation = (form: FormData) => ({
  email: readRequiredText(form, 'email'),
  role: readRequiredText(form, 'role') as UserRole,
});

/** Invites a user. */
export function InviteUserDialog() {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Invite a user"
      title="Invite a user"
      scope="users:write"
      submitLabel="Invite"
      doneText="The user was invited. Tell them the address of this portal."
      button={{ variant: 'filled' }}
      readInput={readInvitation}
      call={(body: ReturnType<typeof readInvitation>, headers) => client.POST('/portal/invitations', { body, headers })}
    >
      <Text>
        The person becomes a user when they sign in with this e-mail address. No e-mail is sent: tell them the address
        of this portal.
      </Text>
      <TextField name="email" type="email" label="E-mail address" required data-autofocus />
      <SelectField name="role" label="Role" defaultValue="DEVELOPER" data={roleOptions} />
    </CommandDialog>
  );
}
