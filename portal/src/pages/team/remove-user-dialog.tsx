import { Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { portalComponents } from '../../../../client/src/index.ts';
import { type ApiOutcome, readData } from '../../api/api-error.ts';
import { useApiKeys } from '../../api/use-api-keys.ts';
import type { CommandHeaders } from '../../api/use-command.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { PageFallback } from '../../components/page-fallback.tsx';
import { usePortal } from '../../session/portal-context.ts';

type TeamUser = portalComponents['schemas']['User'];

interface UserRemoval {
  userId: string;
  /** The API keys that are revoked before the user is removed. */
  revokedKeyIds: string[];
}

/** Removes a user. Their API keys work on, unless they are chosen to be revoked. */
export function RemoveUserDialog({ user }: { user: TeamUser }) {
  const removeUser = useUserRemoval();
  const [revokedKeyIds, setRevokedKeyIds] = useState<string[]>([]);
  return (
    <CommandDialog
      label="Remove"
      title={`Remove ${user.email}`}
      scope="users:write"
      submitLabel="Remove"
      doneText="The user was removed."
      isDangerous
      size="lg"
      button={{ size: 'xs' }}
      readInput={(): UserRemoval => ({ userId: user.userId, revokedKeyIds })}
      call={removeUser}
    >
      <Text>The next request of the user gets 401.</Text>
      <CreatedApiKeys userId={user.userId} value={revokedKeyIds} onChange={setRevokedKeyIds} />
    </CommandDialog>
  );
}

/**
 * Returns a call that revokes API keys and then removes the user. Each command has an idempotency key of its own, derived from the one of the call, so
 * that a repeated call continues where it stopped.
 */
function useUserRemoval() {
  const { client } = usePortal();
  return async ({ userId, revokedKeyIds }: UserRemoval, headers: CommandHeaders): Promise<ApiOutcome<TeamUser>> => {
    for (const keyId of revokedKeyIds) {
      const ownHeaders = { 'X-Idempotency-Key': `${headers['X-Idempotency-Key']}-${keyId}` };
      await readData(
        client.POST('/portal/api-keys/{keyId}/revoke', { params: { path: { keyId } }, headers: ownHeaders }),
      );
    }
    return client.POST('/portal/users/{userId}/remove', { params: { path: { userId } }, headers });
  };
}

interface CreatedApiKeysProps {
  userId: string;
  value: string[];
  onChange(keyIds: string[]): void;
}

function CreatedApiKeys({ userId, value, onChange }: CreatedApiKeysProps) {
  const { data } = useApiKeys();
  if (!data) return <PageFallback />;
  const created = data.items.filter(({ state, createdBy }) => state === 'ACTIVE' && createdBy?.id === userId);
  if (created.length === 0) return <Text>The user has created no API keys that still work.</Text>;
  return (
    <Checkbox.Group
      label="API keys that the user created"
      description="They continue to work. Choose those that are to be revoked, for example because the user knows them."
      value={value}
      onChange={onChange}
    >
      <Stack gap="xs" mt="xs">
        {created.map(({ keyId, name }) => (
          <Checkbox key={keyId} value={keyId} label={`Revoke ${name ?? 'without a name'}`} description={keyId} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
