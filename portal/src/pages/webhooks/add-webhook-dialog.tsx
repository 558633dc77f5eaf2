import { CommandDialog } from '../../components/command-dialog.tsx';
import { omitUndefined, readRequiredText, readText, TextField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { EventTypeFields, readEventTypes } from './event-type-fields.tsx';
import { NewWebhook } from './webhook-secret.tsx';

const readWebhook = (form: FormData) => ({
  url: readRequiredText(form, 'url'),
  ...omitUndefined({ name: readText(form, 'name'), eventTypes: readEventTypes(form) }),
});

/** Adds a webhook endpoint, and shows its secret once. */
export function AddWebhookDialog() {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Add an endpoint"
      title="Add a webhook endpoint"
      scope="webhooks:write"
      submitLabel="Add"
      button={{ variant: 'filled' }}
      readInput={readWebhook}
      call={(body: ReturnType<typeof readWebhook>, headers) => client.POST('/portal/webhooks', { body, headers })}
      renderResult={({ secret }, close) => <NewWebhook secret={secret} onDone={close} />}
    >
      <TextField
        name="url"
        label="URL"
        placeholder="https://example.com/hooks"
        description="It gets the events that are published from now on."
        maxLength={2048}
        required
        data-autofocus
      />
      <TextField name="name" label="Name" maxLength={100} />
      <EventTypeFields />
    </CommandDialog>
  );
}
