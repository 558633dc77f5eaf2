import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useCommand } from '../../api/use-command.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { ErrorAlert } from '../../components/error-alert.tsx';
import { readText } from '../../components/form-fields.tsx';
import { useNotice } from '../../components/notice-board.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { SecretText } from './new-api-key.tsx';

type ApiKey = portalComponents['schemas']['PortalApiKey'];

const overlaps = [
  { value: '0', label: 'none', description: 'The old API key ends when you confirm that you have stored the new one.' },
  { value: '24', label: '24 hours', description: 'Both work for a day after your confirmation.' },
  { value: '168', label: '7 days', description: 'Both work for a week after your confirmation.' },
] as const;

function OverlapField() {
  return (
    <Radio.Group label="Overlap" name="overlapHours" defaultValue="24">
      <Stack gap="xs" mt="xs">
        {overlaps.map(({ value, label, description }) => (
          <Radio key={value} value={value} label={label} description={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

const readOverlap = (form: FormData): number => Number(readText(form, 'overlapHours') ?? '24');

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
        showNotice(
          overlapHours === 0 ? 'The old API key has ended.' : `The old API key ends in ${overlapHours} hours.`,
        );
        onDone();
      },
    },
  );
  const cancel = useCommand(
    (body: { newKeyId: string }, headers) =>
      client.POST('/portal/api-keys/{keyId}/rotate/cancel', { params: { path }, body, headers }),
    { onDone },
  );
  const error = confirm.error ?? cancel.error;
  return (
    <Stack>
      {created.secret === undefined ? (
        <Alert color="yellow" title="The response with the new API key was lost">
          Its text was in that response only. Cancel the rotation and begin again. The old API key works on.
        </Alert>
      ) : (
        <SecretText secret={created.secret} scopes={created.apiKey.scopes} />
      )}
      {error && <ErrorAlert error={error} />}
      <Group justify="flex-end">
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.run({ newKeyId })}>
          Cancel the rotation
        </Button>
        {created.secret !== undefined && (
          <Button loading={confirm.isPending} onClick={() => confirm.run({ newKeyId, overlapHours })}>
            I have stored it: {overlapHours === 0 ? 'end the old one now' : `end the old one in ${overlapHours} h`}
          </Button>
        )}
      </Group>
    </Stack>
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
