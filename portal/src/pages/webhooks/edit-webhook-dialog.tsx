import { CommandDialog } from '../../components/command-dialog.tsx';
import { omitUndefined, readText, TextField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';
import type { KnownEventType } from '../events/event-types.ts';
import { EventTypeFields, readEventTypes } from './event-type-fields.tsx';
import type { ListedWebhook } from './webhook-texts.tsx';

interface WebhookChanges {
  name?: string;
  eventTypes?: KnownEventType[];
  allEventTypes?: true;
}

function readChanges(form: FormData): WebhookChanges {
  const eventTypes = readEventTypes(form);
  return {
    ...omitUndefined({ name: readText(form, 'name') }),
    ...(eventTypes ? { eventTypes } : { allEventTypes: true }),
  };
}

/** Changes the name and the types of events of an endpoint. */
export function EditWebhookDialog({ webhook: { endpointId, name = '', eventTypes } }: { webhook: ListedWebhook }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Edit"
      title="Edit the endpoint"
      scope="webhooks:write"
      submitLabel="Save"
      doneText="The endpoint was changed."
      readInput={readChanges}
      call={(body: WebhookChanges, headers) =>
        client.PUT('/portal/webhooks/{endpointId}', { params: { path: { endpointId } }, body, headers })
      }
    >
      <TextField name="name" label="Name" defaultValue={name} maxLength={100} />
      <EventTypeFields initialTypes={eventTypes} />
    </CommandDialog>
  );
}
