import { Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';
import type { ListedWebhook } from './webhook-texts.tsx';

/** Removes an endpoint. */
export function RemoveWebhookDialog({ webhook: { endpointId, url } }: { webhook: ListedWebhook }) {
  const { client } = usePortal();
  const [, navigate] = useLocation();
  return (
    <CommandDialog
      label="Remove"
      title="Remove the endpoint"
      scope="webhooks:write"
      submitLabel="Remove"
      doneText="The endpoint was removed."
      isDangerous
      readInput={() => endpointId}
      call={(id: string, headers) =>
        client.POST('/portal/webhooks/{endpointId}/remove', { params: { path: { endpointId: id } }, headers })
      }
      onDone={() => navigate('/webhooks')}
    >
      <Text className="portal-id">
        {url} gets no more events, and its pending deliveries are dropped. This cannot be undone.
      </Text>
    </CommandDialog>
  );
}
