import { Text } from '@mantine/core';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';
import type { ListedWebhook } from './webhook-texts.tsx';

/** Disables or enables an endpoint. */
export function ToggleWebhookDialog({ webhook: { endpointId, disabled } }: { webhook: ListedWebhook }) {
  const { client } = usePortal();
  const label = disabled ? 'Enable' : 'Disable';
  return (
    <CommandDialog
      label={label}
      title={`${label} the endpoint`}
      scope="webhooks:write"
      submitLabel={label}
      doneText={disabled ? 'The endpoint was enabled.' : 'The endpoint was disabled.'}
      readInput={() => ({ enabled: disabled !== undefined })}
      call={(body: { enabled: boolean }, headers) =>
        client.PUT('/portal/webhooks/{endpointId}', { params: { path: { endpointId } }, body, headers })
      }
    >
      <Text>
        {disabled
          ? 'It gets the events that are published from now on. What was published before is not sent: replay what you need.'
          : 'Events that are published meanwhile are not sent, and deliveries that wait end as dead letters.'}
      </Text>
    </CommandDialog>
  );
}
