import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'wouter';
import type { components } from '../../../client/src/index.ts';
import { useApiKeys } from '../api/use-api-keys.ts';
import { useFirstCall } from '../api/use-first-call.ts';
import { useResource } from '../api/use-resource.ts';
import { CodeBlock } from '../components/code-block.tsx';
import { DataTable } from '../components/data-table.tsx';
import { eventColumns } from '../components/event-columns.tsx';
import { eventRefreshMs } from '../components/event-history.tsx';
import { PageSection } from '../components/facts.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { usePortal, useScopes } from '../session/portal-context.ts';
import { CreateApiKeyDialog } from './api-keys/create-api-key-dialog.tsx';
import { ExpiringApiKeys } from './api-keys/expiring-api-keys.tsx';
import { WebhookHealth } from './webhooks/webhook-health.tsx';

type AnyEvent = components['schemas']['Event'];

/** The first page: what needs attention, what happened, and how to begin. */
export function OverviewPage() {
  return (
    <>
      <PageHeading title="Overview">
        <CreateApiKeyDialog />
      </PageHeading>
      <Stack>
        <ExpiringApiKeys />
        <FirstCall />
        <WebhookHealth />
        <LatestActivity />
      </Stack>
    </>
  );
}

function FirstCall() {
  const buildCall = useFirstCall();
  const canCreate = useScopes()('api-keys:write');
  const hasApiKey = useApiKeys().data?.items.some(({ state }) => state === 'ACTIVE') ?? false;
  return (
    <PageSection title="The first call">
      <Text mb="sm">
        {hasApiKey ? 'Set CONNECT_API_KEY to an API key' : 'Create an API key'}
        {!canCreate && !hasApiKey && ' (a developer or an owner can do this)'}, and send this. It creates a license with
        the IDs of this tenant:
      </Text>
      <CodeBlock text={buildCall('$CONNECT_API_KEY', ['*'])} name="the first call" />
    </PageSection>
  );
}

function LatestActivity() {
  const { client } = usePortal();
  const { data, error } = useResource(
    ['latest-events', 'overview'],
    () => client.GET('/portal/latest-events', { params: { query: { limit: 8 } } }),
    { refetchInterval: eventRefreshMs },
  );
  return (
    <PageSection
      title="Latest activity"
      actions={
        <Anchor component={Link} href="/events" size="sm">
          All events
        </Anchor>
      }
    >
      <DataTable<AnyEvent>
        label="Latest activity"
        columns={eventColumns}
        rows={data?.items}
        toRowId={({ eventId }) => eventId}
        emptyText="Nothing happened in the last 30 days"
        error={error}
      />
    </PageSection>
  );
}
