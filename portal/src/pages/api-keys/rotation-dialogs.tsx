import { Text } from '@mantine/core';
import { useState } from 'react';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { useNotice } from '../../components/notice-board.tsx';
import { OverlapField, readOverlap } from '../../components/overlap-field.tsx';
import { describeOverlap, RotationResult } from '../../components/rotation-result.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { SecretText } from './new-api-key.tsx';

type ApiKey = portalComponents['schemas']['PortalApiKey'];

/** Replaces an API key by a new one. The old one begins to end only when the new one was shown and stored. */
export function RotateApiKeyDialog({ apiKey }: { apiKey: ApiKey }) {
  const { client } = usePortal();
  const [overlapHours, setOverlapHours] = useState(24);
  return (
    <CommandDialog
      label="Rotate"
      title="Rotate the API key"
      scope="api-keys:write"
      submitLabel="Create the new API key"
      size="lg"
      readInput={form => {
        setOverlapHours(readOverlap(form));
        return apiKey.keyId;
      }}
      call={(keyId: string, headers) =>
        client.POST('/portal/api-keys/{keyId}/rotate', { params: { path: { keyId } }, headers })
      }
      renderResult={(created, close) => (
        <RotatedApiKey apiKey={apiKey} created={created} overlapHours={overlapHours} onDone={close} />
      )}
    >
      <Text>
        A new API key with the same scopes replaces this one. Nothing ends before you confirm that you have stored it.
      </Text>
      <OverlapField />
    </CommandDialog>
  );
}

interface RotatedApiKeyProps {
  apiKey: ApiKey;
  created: portalComponents['schemas']['NewPortalApiKey'];
  overlapHours: number;
  onDone(): void;
}

function RotatedApiKey({ apiKey: { keyId }, created, overlapHours, onDone }: RotatedApiKeyProps) {
  const { client } = usePortal();
  const showNotice = useNotice();
  const newKeyId = created.apiKey.keyId;
  const path = { keyId };
  const confirm = useCommand(
    (body: { newKeyId: string; overlapHours: number }, headers) =>
      client.POST('/portal/api-keys/{keyId}/rotate/confirm', { params: { path }, body, headers }),
    {
      onDone() {
        showNotice(describeOverlap(overlapHours));
        onDone();
      },
    },
  );
  const cancel = useCommand(
    (body: { newKeyId: string }, headers) =>
      client.POST('/portal/api-keys/{keyId}/rotate/cancel', { params: { path }, body, headers }),
    { onDone },
  );
  return (
    <RotationResult
      secret={created.secret && <SecretText secret={created.secret} scopes={created.apiKey.scopes} />}
      overlapHours={overlapHours}
      confirm={{ ...confirm, run: () => confirm.run({ newKeyId, overlapHours }) }}
      cancel={{ ...cancel, run: () => cancel.run({ newKeyId }) }}
    />
  );
}

interface OpenRotationProps {
  apiKey: ApiKey;
  newKeyId: string;
}

/** Confirms a rotation whose new API key was stored before. */
export function ConfirmRotationDialog({ apiKey: { keyId }, newKeyId }: OpenRotationProps) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Confirm the rotation"
      title="Confirm the rotation"
      scope="api-keys:write"
      submitLabel="I have stored the new one"
      doneText="The rotation was confirmed."
      button={{ size: 'xs' }}
      readInput={form => ({ newKeyId, overlapHours: readOverlap(form) })}
      call={(body: { newKeyId: string; overlapHours: number }, headers) =>
        client.POST('/portal/api-keys/{keyId}/rotate/confirm', { params: { path: { keyId } }, body, headers })
      }
    >
      <OverlapField />
    </CommandDialog>
  );
}

/** Cancels a rotation whose new API key was not stored. */
export function CancelRotationDialog({ apiKey: { keyId }, newKeyId }: OpenRotationProps) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Cancel the rotation"
      title="Cancel the rotation"
      scope="api-keys:write"
      submitLabel="Cancel the rotation"
      doneText="The rotation was cancelled. The new API key was revoked."
      button={{ size: 'xs' }}
      readInput={() => ({ newKeyId })}
      call={(body: { newKeyId: string }, headers) =>
        client.POST('/portal/api-keys/{keyId}/rotate/cancel', { params: { path: { keyId } }, body, headers })
      }
    >
      <Text>The new API key is revoked. This one stays as it is.</Text>
    </CommandDialog>
  );
}
