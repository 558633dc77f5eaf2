import { Stack, Text } from '@mantine/core';
import { useWebhooks } from '../../api/use-webhooks.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { AddWebhookDialog } from './add-webhook-dialog.tsx';
import { type ListedWebhook, toCountText, toSuccessRate, toTypesText, WebhookState } from './webhook-texts.tsx';

const columns: readonly DataColumn<ListedWebhook>[] = [
  {
    header: 'Endpoint',
    render: ({ endpointId, name, url }) => (
      <Stack gap={0}>
        <ResourceLink path="/webhooks" id={endpointId} text={name ?? url} />
        {name !== undefined && (
          <Text size="xs" c="dimmed" className="portal-id">
            {url}
          </Text>
        )}
      </Stack>
    ),
  },
  { header: 'State', render: webhook => <WebhookState webhook={webhook} /> },
  { header: 'Event types', render: ({ eventTypes }) => toTypesText(eventTypes) },
  { header: 'Accepted', render: ({ health }) => toSuccessRate(health) },
  { header: 'Waiting', render: ({ health }) => toCountText(health.waiting) },
  { header: 'Dead letters', render: ({ health }) => toCountText(health.deadLetters) },
];

/** The webhook endpoints of the tenant. */
export function WebhooksPage() {
  const { data, error, refetch } = useWebhooks();
  return (
    <>
      <PageHeading title="Webhooks">
        <AddWebhookDialog />
      </PageHeading>
      <DataTable
        label="Webhooks"
        columns={columns}
        rows={data?.items}
        toRowId={({ endpointId }) => endpointId}
        emptyText="There are no webhook endpoints"
        error={error}
        onRetry={() => void refetch()}
      />
    </>
  );
}
