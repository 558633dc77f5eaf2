import { Group, Stack } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useTeam } from '../../api/use-team.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { PageSection } from '../../components/facts.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { InstantText } from '../../format/dates.tsx';
import { toWords } from '../../format/words.ts';
import { usePortal } from '../../session/portal-context.ts';
import { CancelInvitationDialog } from './cancel-invitation-dialog.tsx';
import { ChangeRoleDialog } from './change-role-dialog.tsx';
import { InviteUserDialog } from './invite-user-dialog.tsx';
import { RemoveUserDialog } from './remove-user-dialog.tsx';

type TeamUser = portalComponents['schemas']['User'];
type Invitation = portalComponents['schemas']['Invitation'];

const userColumns: readonly DataColumn<TeamUser>[] = [
  { header: 'User', render: user => <UserText user={user} /> },
  { header: 'Role', render: ({ role }) => toWords(role) },
  { header: 'User since', render: ({ createdAt }) => <InstantText at={createdAt} /> },
  {
    header: 'Actions',
    render: user => (
      <Group gap="xs">
        <ChangeRoleDialog user={user} />
        <RemoveUserDialog user={user} />
      </Group>
    ),
  },
];

const invitationColumns: readonly DataColumn<Invitation>[] = [
  { header: 'E-mail address', render: ({ email }) => email },
  { header: 'Role', render: ({ role }) => toWords(role) },
  { header: 'Invited', render: ({ invitedAt }) => <InstantText at={invitedAt} /> },
  { header: 'Expires', render: ({ expiresAt }) => <InstantText at={expiresAt} /> },
  { header: 'Actions', render: ({ email }) => <CancelInvitationDialog email={email} /> },
];

/** The users of the tenant and open invitations. */
export function TeamPage() {
  const { data, error, refetch } = useTeam();
  return (
    <>
      <PageHeading title="Team">
        <InviteUserDialog />
      </PageHeading>
      <Stack>
        <DataTable
          label="Users"
          columns={userColumns}
          rows={data?.users}
          toRowId={({ userId }) => userId}
          emptyText="There are no users"
          error={error}
          onRetry={() => void refetch()}
        />
        {data && data.invitations.length > 0 && (
          <PageSection title="Invitations">
            <DataTable
              label="Invitations"
              columns={invitationColumns}
              rows={data.invitations}
              toRowId={({ email }) => email}
              emptyText="There are no invitations"
            />
          </PageSection>
        )}
      </Stack>
    </>
  );
}

function UserText({ user: { userId, name, email } }: { user: TeamUser }) {
  const { user } = usePortal().session;
  return (
    <>
      {name ?? email}
      {user.userId === userId && ' (you)'}
      {name !== undefined && <div className="portal-quiet">{email}</div>}
    </>
  );
}
