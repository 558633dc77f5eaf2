import type { components } from '../../../../client/src/index.ts';
import { useList } from '../../api/use-list.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { omitUndefined } from '../../components/form-fields.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { InstantText } from '../../format/dates.tsx';
import { toParameter, useFilters } from '../../navigation/use-filters.ts';
import { usePortal } from '../../session/portal-context.ts';
import { CreateOrderDialog } from './create-order-dialog.tsx';

type Order = components['schemas']['Order'];

const states = ['PENDING', 'COMPLETED', 'CANCELLED', 'EXPIRED'] as const;

const columns: readonly DataColumn<Order>[] = [
  { header: 'Order', render: ({ orderId }) => <ResourceLink path="/orders" id={orderId} /> },
  { header: 'State', render: ({ state }) => <StatusBadge status={state} /> },
  { header: 'Customer', render: ({ customer }) => customer.name },
  { header: 'Items', render: ({ lineItems }) => lineItems.length },
  { header: 'Created', render: ({ createdAt }) => <InstantText at={createdAt} /> },
];

/** The orders of the tenant. */
export function OrdersPage() {
  const { client } = usePortal();
  const { filters, setFilters } = useFilters(['state', 'customerId']);
  const list = useList<Order>({
    queryKey: ['orders', filters],
    readPage: cursor =>
      client.GET('/orders', {
        params: {
          query: {
            limit: 50,
            ...omitUndefined({
              state: toParameter<Order['state']>(filters.state),
              customerId: toParameter(filters.customerId),
            }),
            ...cursor,
          },
        },
      }),
  });
  return (
    <>
      <PageHeading title="Orders">
        <CreateOrderDialog />
      </PageHeading>
      <FilterBar
        filters={[
          { name: 'state', label: 'State', options: states },
          { name: 'customerId', label: 'Customer ID' },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Orders"
        columns={columns}
        toRowId={({ orderId }) => orderId}
        emptyText="There are no orders here"
        {...list}
      />
    </>
  );
}
