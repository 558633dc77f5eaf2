import { Text } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { readRequiredText, SelectField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { roleOptions, type UserRole } from './roles.ts';

/** Changes the role of a user. */
export function ChangeRoleDialog({ user: { userId, email, role } }: { user: portalComponents['schemas']['User'] }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Change the role"
      title={`Change the role of ${email}`}
      scope="users:write"
      submitLabel="Change"
      doneText="The role was changed."
      button={{ size: 'xs' }}
      readInput={form => ({ role: readRequiredText(form, 'role') as UserRole })}
      call={(body: { role: UserRole }, headers) =>
        client.PUT('/portal/users/{userId}', { params: { path: { userId } }, body, headers })
      }
    >
      <Text>The next request of the user has the new role. A tenant always has an owner.</Text>
      <SelectField name="role" label="Role" defaultValue={role} data={roleOptions} />
    </CommandDialog>
  );
}
