import { Alert, Group } from '@mantine/core';
import { useParams } from 'wouter';
import { useWebhooks } from '../../api/use-webhooks.ts';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { InstantText } from '../../format/dates.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { EditWebhookDialog } from './edit-webhook-dialog.tsx';
import { RemoveWebhookDialog } from './remove-webhook-dialog.tsx';
import { ReplayDeadLettersDialog, ReplaySinceDialog } from './replay-dialogs.tsx';
import { TestWebhookDialog } from './test-webhook-dialog.tsx';
import { ToggleWebhookDialog } from './toggle-webhook-dialog.tsx';
import { CancelSecretDialog, ConfirmSecretDialog, RotateSecretDialog } from './webhook-rotation-dialogs.tsx';
import { type ListedWebhook, toCountText, toSuccessRate, toTypesText, WebhookState } from './webhook-texts.tsx';

/** One webhook endpoint with its deliveries. */
export function WebhookPage() {
  const { endpointId = '' } = useParams();
  const query = useWebhooks();
  const webhook = query.data?.items.find(each => each.endpointId === endpointId);
  return (
    <ResourcePage
      title={webhook?.name ?? 'Webhook endpoint'}
      parent={{ path: '/webhooks', label: 'Webhooks' }}
      query={query}
      renderActions={() => webhook && <WebhookActions webhook={webhook} />}
    >
      {() =>
        webhook ? (
          <>
            <OpenSecretRotation webhook={webhook} />
            <WebhookFacts webhook={webhook} />
            <DeliveryTable endpointId={endpointId} />
          </>
        ) : (
          <Alert color="red" title="There is no webhook endpoint with this ID." />
        )
      }
    </ResourcePage>
  );
}

const WebhookActions = ({ webhook }: { webhook: ListedWebhook }) => (
  <>
    <TestWebhookDialog endpointId={webhook.endpointId} />
    <EditWebhookDialog webhook={webhook} />
    <RotateSecretDialog endpointId={webhook.endpointId} />
    <ToggleWebhookDialog webhook={webhook} />
    <RemoveWebhookDialog webhook={webhook} />
  </>
);

function OpenSecretRotation({ webhook: { endpointId, secrets } }: { webhook: ListedWebhook }) {
  const newSecret = secrets.find(({ unconfirmed }) => unconfirmed);
  if (!newSecret) return null;
  return (
    <Alert color="yellow" title="A rotation waits for its confirmation">
      The secret {newSecret.secretId} will replace the old one. Until then, both sign. If the new one was not stored,
      cancel the rotation.
      <Group mt="sm">
        <ConfirmSecretDialog endpointId={endpointId} newSecretId={newSecret.secretId} />
        <CancelSecretDialog endpointId={endpointId} newSecretId={newSecret.secretId} />
      </Group>
    </Alert>
  );
}

function WebhookFacts({ webhook }: { webhook: ListedWebhook }) {
  const { endpointId, url, eventTypes, createdAt, disabled, secrets, health } = webhook;
  return (
    <PageSection
      title="Details"
      actions={
        <Group gap="xs">
          {health.deadLetters > 0 && <ReplayDeadLettersDialog webhook={webhook} />}
          <ReplaySinceDialog webhook={webhook} />
        </Group>
      }
    >
      <FactList
        facts={{
          ID: <CopyableId id={endpointId} />,
          URL: <span className="portal-id">{url}</span>,
          State: <WebhookState webhook={webhook} />,
          Disabled: disabled && <InstantText at={disabled.at} />,
          'Event types': toTypesText(eventTypes),
          Added: <InstantText at={createdAt} />,
          'Accepted (30 days)': toSuccessRate(health),
          Waiting: toCountText(health.waiting),
          'Dead letters': toCountText(health.deadLetters),
          Secrets: secrets.map(({ secretId, expiresAt }) => (
            <div key={secretId}>
              {secretId}
              {expiresAt && (
                <>
                  , signs until <InstantText at={expiresAt} />
                </>
              )}
            </div>
          )),
        }}
      />
    </PageSection>
  );
}
