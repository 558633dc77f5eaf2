import { Stack, Text } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useList } from '../../api/use-list.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { PageSection } from '../../components/facts.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { omitUndefined } from '../../components/form-fields.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { InstantText } from '../../format/dates.tsx';
import { toWords } from '../../format/words.ts';
import { useFilters } from '../../navigation/use-filters.ts';
import { usePortal } from '../../session/portal-context.ts';
import { ReplayEventDialog } from './replay-dialogs.tsx';

type WebhookDelivery = portalComponents['schemas']['WebhookDelivery'];

const listRefreshMs = 5000;

/** The deliveries of an endpoint with every attempt. */
export function DeliveryTable({ endpointId }: { endpointId: string }) {
  const { client } = usePortal();
  const { filters, setFilters } = useFilters(['state']);
  const list = useList<WebhookDelivery>({
    queryKey: ['deliveries', endpointId, filters],
    readPage: cursor =>
      client.GET('/portal/webhooks/{endpointId}/deliveries', {
        params: {
          path: { endpointId },
          query: {
            limit: 50,
            ...omitUndefined({ state: (filters.state || undefined) as 'WAITING' | 'DEAD' | undefined }),
            ...cursor,
          },
        },
      }),
    refetchInterval: listRefreshMs,
  });
  return (
    <PageSection title="Deliveries">
      <FilterBar
        filters={[{ name: 'state', label: 'State', options: ['WAITING', 'DEAD'] }]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Deliveries"
        columns={buildColumns(endpointId)}
        toRowId={({ eventId }) => eventId}
        emptyText="There are no deliveries of the last 30 days here"
        {...list}
      />
    </PageSection>
  );
}

const buildColumns = (endpointId: string): readonly DataColumn<WebhookDelivery>[] => [
  { header: 'Event', render: ({ eventId, type }) => <ResourceLink path="/events" id={eventId} text={type} /> },
  { header: 'State', render: delivery => <DeliveryState delivery={delivery} /> },
  { header: 'Attempts', render: ({ attempts }) => <AttemptList attempts={attempts} /> },
  { header: 'Next try', render: ({ nextAt }) => (nextAt ? <InstantText at={nextAt} /> : '–') },
  { header: 'Actions', render: ({ eventId }) => <ReplayEventDialog endpointId={endpointId} eventId={eventId} /> },
];

const DeliveryState = ({ delivery: { state, reason } }: { delivery: WebhookDelivery }) => (
  <Stack gap={2}>
    <StatusBadge status={state} />
    {reason !== undefined && (
      <Text size="xs" c="dimmed">
        {toWords(reason)}
      </Text>
    )}
  </Stack>
);

const AttemptList = ({ attempts }: { attempts: WebhookDelivery['attempts'] }) => (
  <ol className="portal-attempts">
    {attempts.map(({ at, status, error, durationMs, replay }) => (
      <li key={at}>
        {status === undefined ? error : `HTTP ${status}`}, <InstantText at={at} />, {Math.round(durationMs)} ms
        {replay > 0 && `, replay ${replay}`}
      </li>
    ))}
  </ol>
);
