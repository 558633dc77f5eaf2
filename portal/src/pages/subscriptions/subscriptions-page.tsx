import type { components } from '../../../../client/src/index.ts';
import { useList } from '../../api/use-list.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { omitUndefined } from '../../components/form-fields.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { ScheduledText } from '../../components/scheduled-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { toParameter, useFilters } from '../../navigation/use-filters.ts';
import { usePortal } from '../../session/portal-context.ts';

type Subscription = components['schemas']['SubscriptionSummary'];

const statuses = ['PENDING', 'ACTIVATED', 'PAUSED', 'BLOCKED', 'CANCELLED'] as const;

const columns: readonly DataColumn<Subscription>[] = [
  {
    header: 'Subscription',
    render: ({ subscriptionId, display }) => <ResourceLink path="/subscriptions" id={subscriptionId} text={display} />,
  },
  { header: 'ID', render: ({ subscriptionId }) => <span className="portal-id">{subscriptionId}</span> },
  { header: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { header: 'Product offering', render: ({ productOffering }) => productOffering?.name ?? '–' },
  { header: 'Customer', render: ({ customer }) => customer.name },
  { header: 'Next', render: subscription => <ScheduledText {...subscription} /> },
];

/** The subscriptions of the tenant. */
export function SubscriptionsPage() {
  const { client } = usePortal();
  const { filters, setFilters } = useFilters(['status', 'customerId', 'msisdn', 'iccid', 'referenceId']);
  const list = useList<Subscription>({
    queryKey: ['subscriptions', filters],
    readPage: cursor =>
      client.GET('/subscriptions', {
        params: {
          query: {
            limit: 50,
            ...omitUndefined({
              status: toParameter<Subscription['status']>(filters.status),
              customerId: toParameter(filters.customerId),
              msisdn: filters.msisdn || undefined,
              iccid: filters.iccid || undefined,
              referenceId: filters.referenceId || undefined,
            }),
            ...cursor,
          },
        },
      }),
  });
  return (
    <>
      <PageHeading title="Subscriptions" />
      <FilterBar
        filters={[
          { name: 'status', label: 'Status', options: statuses },
          { name: 'customerId', label: 'Customer ID' },
          { name: 'msisdn', label: 'Phone number' },
          { name: 'iccid', label: 'SIM card' },
          { name: 'referenceId', label: 'Reference' },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Subscriptions"
        columns={columns}
        toRowId={({ subscriptionId }) => subscriptionId}
        emptyText="There are no subscriptions here"
        {...list}
      />
    </>
  );
}
