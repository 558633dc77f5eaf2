import { Text } from '@mantine/core';
import { useState } from 'react';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { useNotice } from '../../components/notice-board.tsx';
import { OverlapField, readOverlap } from '../../components/overlap-field.tsx';
import { describeOverlap, RotationResult } from '../../components/rotation-result.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { WebhookSecretText } from './webhook-secret.tsx';

/** Adds a new secret. The old one begins to end only when the new one was shown and stored. */
export function RotateSecretDialog({ endpointId }: { endpointId: string }) {
  const { client } = usePortal();
  const [overlapHours, setOverlapHours] = useState(24);
  return (
    <CommandDialog
      label="Rotate the secret"
      title="Rotate the secret"
      scope="webhooks:write"
      submitLabel="Create the new secret"
      size="lg"
      readInput={form => {
        setOverlapHours(readOverlap(form));
        return endpointId;
      }}
      call={(id: string, headers) =>
        client.POST('/portal/webhooks/{endpointId}/rotate-secret', { params: { path: { endpointId: id } }, headers })
      }
      renderResult={(created, close) => (
        <RotatedSecret endpointId={endpointId} created={created} overlapHours={overlapHours} onDone={close} />
      )}
    >
      <Text>Both secrets sign each message. Nothing ends before you confirm that you have stored the new one.</Text>
      <OverlapField />
    </CommandDialog>
  );
}

interface RotatedSecretProps {
  endpointId: string;
  created: portalComponents['schemas']['NewWebhookSecret'];
  overlapHours: number;
  onDone(): void;
}

function RotatedSecret({ endpointId, created, overlapHours, onDone }: RotatedSecretProps) {
  const { client } = usePortal();
  const showNotice = useNotice();
  const newSecretId = created.secretId;
  const path = { endpointId };
  const confirm = useCommand(
    (body: { newSecretId: string; overlapHours: number }, headers) =>
      client.POST('/portal/webhooks/{endpointId}/rotate-secret/confirm', { params: { path }, body, headers }),
    {
      onDone() {
        showNotice(describeOverlap(overlapHours));
        onDone();
      },
    },
  );
  const cancel = useCommand(
    (body: { newSecretId: string }, headers) =>
      client.POST('/portal/webhooks/{endpointId}/rotate-secret/cancel', { params: { path }, body, headers }),
    { onDone },
  );
  return (
    <RotationResult
      secret={created.secret && <WebhookSecretText secret={created.secret} />}
      overlapHours={overlapHours}
      confirm={{ ...confirm, run: () => confirm.run({ newSecretId, overlapHours }) }}
      cancel={{ ...cancel, run: () => cancel.run({ newSecretId }) }}
    />
  );
}

interface OpenSecretProps {
  endpointId: string;
  newSecretId: string;
}

/** Confirms a rotation whose new secret was stored before. */
export function ConfirmSecretDialog({ endpointId, newSecretId }: OpenSecretProps) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Confirm the rotation"
      title="Confirm the rotation"
      scope="webhooks:write"
      submitLabel="I have stored the new one"
      doneText="The rotation was confirmed."
      button={{ size: 'xs' }}
      readInput={form => ({ newSecretId, overlapHours: readOverlap(form) })}
      call={(body: { newSecretId: string; overlapHours: number }, headers) =>
        client.POST('/portal/webhooks/{endpointId}/rotate-secret/confirm', {
          params: { path: { endpointId } },
          body,
          headers,
        })
      }
    >
      <OverlapField />
    </CommandDialog>
  );
}

/** Cancels a rotation whose new secret was not stored. */
export function CancelSecretDialog({ endpointId, newSecretId }: OpenSecretProps) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Cancel the rotation"
      title="Cancel the rotation"
      scope="webhooks:write"
      submitLabel="Cancel the rotation"
      doneText="The rotation was cancelled."
      button={{ size: 'xs' }}
      readInput={() => ({ newSecretId })}
      call={(body: { newSecretId: string }, headers) =>
        client.POST('/portal/webhooks/{endpointId}/rotate-secret/cancel', {
          params: { path: { endpointId } },
          body,
          headers,
        })
      }
    >
      <Text>The new secret signs no longer. The old one stays as it is.</Text>
    </CommandDialog>
  );
}
