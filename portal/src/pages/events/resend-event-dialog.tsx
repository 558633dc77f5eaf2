import { Text } from '@mantine/core';
import { useWebhooks } from '../../api/use-webhooks.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { ChoiceField, readRequiredText } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { type ReplayInput, replayEvents } from '../webhooks/replay-events.ts';

/** Sends an event to a webhook endpoint again. */
export function ResendEventDialog({ eventId }: { eventId: string }) {
  const { client } = usePortal();
  const endpoints = useWebhooks().data?.items ?? [];
  return (
    <CommandDialog
      label="Resend to an endpoint"
      title="Resend the event"
      scope="webhooks:write"
      submitLabel="Send"
      doneText="The event is sent again."
      canSubmit={endpoints.length > 0}
      readInput={(form): ReplayInput => ({ endpointId: readRequiredText(form, 'endpointId'), eventIds: [eventId] })}
      call={(input: ReplayInput, headers) => replayEvents(client, input, headers)}
    >
      {endpoints.length === 0 ? (
        <Text>There are no webhook endpoints.</Text>
      ) : (
        <ChoiceField
          name="endpointId"
          label="Endpoint"
          data={endpoints.map(({ endpointId, name, url }) => ({ value: endpointId, label: name ?? url }))}
        />
      )}
    </CommandDialog>
  );
}
