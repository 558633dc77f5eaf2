import { Text } from '@mantine/core';
import { useWebhooks } from '../../api/use-webhooks.ts';
import { DataTable } from '../../components/data-table.tsx';
import { PageSection } from '../../components/facts.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { useScopes } from '../../session/portal-context.ts';
import { toCountText, toSuccessRate, WebhookState } from './webhook-texts.tsx';

/** The health of all webhook endpoints, for the overview. */
export function WebhookHealth() {
  const isPermitted = useScopes()('webhooks:read');
  const { data, error } = useWebhooks();
  if (!isPermitted) return null;
  return (
    <PageSection title="Webhooks">
      {data?.items.length === 0 ? (
        <Text c="dimmed">There are no webhook endpoints.</Text>
      ) : (
        <DataTable
          label="Health of the webhooks"
          columns={[
            {
              header: 'Endpoint',
              render: ({ endpointId, name, url }) => (
                <ResourceLink path="/webhooks" id={endpointId} text={name ?? url} />
              ),
            },
            { header: 'State', render: webhook => <WebhookState webhook={webhook} /> },
            { header: 'Accepted', render: ({ health }) => toSuccessRate(health) },
            { header: 'Waiting', render: ({ health }) => toCountText(health.waiting) },
            { header: 'Dead letters', render: ({ health }) => toCountText(health.deadLetters) },
          ]}
          rows={data?.items}
          toRowId={({ endpointId }) => endpointId}
          emptyText="There are no webhook endpoints"
          error={error}
        />
      )}
    </PageSection>
  );
}
