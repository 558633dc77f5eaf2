import { Alert, Group, List } from '@mantine/core';
import { useParams } from 'wouter';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useApiKeys } from '../../api/use-api-keys.ts';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId, ResourceLink } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { DayText, InstantText } from '../../format/dates.tsx';
import { toScopesText } from '../../format/scopes.ts';
import { ApiKeyState } from './api-key-state.tsx';
import { CreatorName } from './creator-name.tsx';
import { EditApiKeyDialog } from './edit-api-key-dialog.tsx';
import { RevokeApiKeyDialog } from './revoke-api-key-dialog.tsx';
import { CancelRotationDialog, ConfirmRotationDialog, RotateApiKeyDialog } from './rotation-dialogs.tsx';

type ApiKey = portalComponents['schemas']['PortalApiKey'];

/** One API key. */
export function ApiKeyPage() {
  const { keyId = '' } = useParams();
  const query = useApiKeys();
  const apiKey = query.data?.items.find(each => each.keyId === keyId);
  return (
    <ResourcePage
      title={apiKey?.name ?? 'API key'}
      parent={{ path: '/api-keys', label: 'API keys' }}
      query={query}
      renderActions={() => apiKey?.state === 'ACTIVE' && <ApiKeyActions apiKey={apiKey} />}
    >
      {() =>
        apiKey ? <ApiKeyDetails apiKey={apiKey} /> : <Alert color="red" title="There is no API key with this ID." />
      }
    </ResourcePage>
  );
}

const ApiKeyActions = ({ apiKey }: { apiKey: ApiKey }) => (
  <>
    <EditApiKeyDialog apiKey={apiKey} />
    <RotateApiKeyDialog apiKey={apiKey} />
    <RevokeApiKeyDialog apiKey={apiKey} />
  </>
);

function ApiKeyDetails({ apiKey }: { apiKey: ApiKey }) {
  const { keyId, mode, scopes, createdAt, createdBy, lastUsedOn, expiresAt, revokedAt, rotation, state } = apiKey;
  return (
    <>
      {rotation && state === 'ACTIVE' && <OpenRotation apiKey={apiKey} newKeyId={rotation.newKeyId} />}
      <PageSection title="Details">
        <FactList
          facts={{
            ID: <CopyableId id={keyId} />,
            State: <ApiKeyState apiKey={apiKey} />,
            Mode: mode,
            Created: <InstantText at={createdAt} />,
            'Created by': <CreatorName creator={createdBy} />,
            'Last used': lastUsedOn ? <DayText date={lastUsedOn} /> : 'never',
            Expires: expiresAt ? <InstantText at={expiresAt} /> : 'never',
            Revoked: revokedAt && <InstantText at={revokedAt} />,
          }}
        />
      </PageSection>
      <PageSection title="Scopes">
        <List>
          {scopes.map(scope => (
            <List.Item key={scope}>
              {toScopesText([scope])} ({scope})
            </List.Item>
          ))}
        </List>
      </PageSection>
    </>
  );
}

const OpenRotation = ({ apiKey, newKeyId }: { apiKey: ApiKey; newKeyId: string }) => (
  <Alert color="yellow" title="A rotation waits for its confirmation">
    The API key <ResourceLink path="/api-keys" id={newKeyId} /> will replace this one. Until then, both work. If the new
    one was not stored, cancel the rotation.
    <Group mt="sm">
      <ConfirmRotationDialog apiKey={apiKey} newKeyId={newKeyId} />
      <CancelRotationDialog apiKey={apiKey} newKeyId={newKeyId} />
    </Group>
  </Alert>
);
