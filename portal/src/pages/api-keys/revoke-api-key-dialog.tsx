import { Text } from '@mantine/core';
import { useState } from 'react';
import type { portalComponents } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { TextField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';

/** Revokes an API key, once its name was typed. */
export function RevokeApiKeyDialog({ apiKey }: { apiKey: portalComponents['schemas']['PortalApiKey'] }) {
  const { client } = usePortal();
  const [typed, setTyped] = useState('');
  const name = apiKey.name ?? apiKey.keyId;
  return (
    <CommandDialog
      label="Revoke"
      title="Revoke the API key"
      scope="api-keys:write"
      submitLabel="Revoke"
      doneText="The API key was revoked. The next request with it gets 401."
      isDangerous
      canSubmit={typed.trim() === name}
      readInput={() => apiKey.keyId}
      call={(keyId: string, headers) =>
        client.POST('/portal/api-keys/{keyId}/revoke', { params: { path: { keyId } }, headers })
      }
      onDone={() => setTyped('')}
    >
      <Text>The next request with it gets 401. This cannot be undone.</Text>
      <TextField
        name="confirmation"
        label={`Type ${name} to confirm`}
        value={typed}
        onChange={event => setTyped(event.currentTarget.value)}
        data-autofocus
      />
    </CommandDialog>
  );
}
