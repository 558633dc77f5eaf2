import { useState } from 'react';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { omitUndefined, readRequiredText, TextField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { ExpiryField, readExpiry } from './expiry-field.tsx';
import { NewApiKey } from './new-api-key.tsx';
import { ScopeFields, toGrantedScopes } from './scope-fields.tsx';

const readApiKey = (form: FormData, scopes: readonly string[]) => ({
  name: readRequiredText(form, 'name'),
  scopes: toGrantedScopes(scopes),
  ...omitUndefined({ expiresAt: readExpiry(form) }),
});

/** Creates an API key, and shows it once. */
export function CreateApiKeyDialog() {
  const { client } = usePortal();
  const [scopes, setScopes] = useState<string[]>([]);
  return (
    <CommandDialog
      label="Create an API key"
      title="Create an API key"
      scope="api-keys:write"
      submitLabel="Create"
      size="lg"
      button={{ variant: 'filled' }}
      readInput={form => readApiKey(form, scopes)}
      call={(body: ReturnType<typeof readApiKey>, headers) => client.POST('/portal/api-keys', { body, headers })}
      onDone={() => setScopes([])}
      renderResult={(created, close) => <NewApiKey created={created} onDone={close} />}
    >
      <TextField
        name="name"
        label="Name"
        description="The program that will use it, for example Billing"
        maxLength={100}
        required
        data-autofocus
      />
      <ScopeFields value={scopes} onChange={setScopes} />
      <ExpiryField />
    </CommandDialog>
  );
}
