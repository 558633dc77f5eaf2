import { useState } from 'react';
import type { portalComponents } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { omitUndefined, readRequiredText, TextField } from '../../components/form-fields.tsx';
import { type KeyScope, keyScopes } from '../../format/scopes.ts';
import { usePortal } from '../../session/portal-context.ts';
import { ScopeFields, toGrantedScopes } from './scope-fields.tsx';

type ApiKey = portalComponents['schemas']['PortalApiKey'];

interface ApiKeyChanges {
  name?: string;
  addScopes?: KeyScope[];
  removeScopes?: KeyScope[];
}

/** Returns what differs, so that two changes at the same time do not undo each other. */
function diffApiKey(apiKey: ApiKey, name: string, scopes: readonly KeyScope[]): ApiKeyChanges {
  const before = keyScopes.filter(scope => apiKey.scopes.includes(scope));
  const addScopes = scopes.filter(scope => !before.includes(scope));
  const removeScopes = before.filter(scope => !scopes.includes(scope));
  return omitUndefined({
    name: name === apiKey.name ? undefined : name,
    addScopes: addScopes.length > 0 ? addScopes : undefined,
    removeScopes: removeScopes.length > 0 ? removeScopes : undefined,
  });
}

/** Changes the name and the scopes of an API key. */
export function EditApiKeyDialog({ apiKey }: { apiKey: ApiKey }) {
  const { client } = usePortal();
  const [scopes, setScopes] = useState(apiKey.scopes);
  return (
    <CommandDialog
      label="Edit"
      title="Edit the API key"
      scope="api-keys:write"
      submitLabel="Save"
      doneText="The API key was changed. The next request with it has the new scopes."
      size="lg"
      readInput={form => diffApiKey(apiKey, readRequiredText(form, 'name'), toGrantedScopes(scopes))}
      call={(body: ApiKeyChanges, headers) =>
        client.PUT('/portal/api-keys/{keyId}', { params: { path: { keyId: apiKey.keyId } }, body, headers })
      }
    >
      <TextField name="name" label="Name" defaultValue={apiKey.name ?? ''} maxLength={100} required />
      <ScopeFields value={scopes} onChange={setScopes} />
    </CommandDialog>
  );
}
