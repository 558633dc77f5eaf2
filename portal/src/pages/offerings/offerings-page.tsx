import type { components } from '../../../../client/src/index.ts';
import { useList } from '../../api/use-list.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { omitUndefined } from '../../components/form-fields.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { toPriceText } from '../../format/prices.ts';
import { toWords } from '../../format/words.ts';
import { toParameter, useFilters } from '../../navigation/use-filters.ts';
import { usePortal } from '../../session/portal-context.ts';

type Offering = components['schemas']['ProductOffering'];

const types = ['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON'] as const;
const statuses = ['AVAILABLE', 'ARCHIVED'] as const;

const columns: readonly DataColumn<Offering>[] = [
  {
    header: 'Product offering',
    render: ({ productOfferingId, name }) => <ResourceLink path="/offerings" id={productOfferingId} text={name} />,
  },
  { header: 'ID', render: ({ productOfferingId }) => <span className="portal-id">{productOfferingId}</span> },
  { header: 'Type', render: ({ type }) => toWords(type) },
  { header: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { header: 'Price', render: ({ price }) => toPriceText(price) },
];

/** The catalogue of the tenant. */
export function OfferingsPage() {
  const { client } = usePortal();
  const { filters, setFilters } = useFilters(['type', 'status']);
  const list = useList<Offering>({
    queryKey: ['offerings', filters],
    readPage: cursor =>
      client.GET('/product-offerings', {
        params: {
          query: {
            limit: 50,
            ...omitUndefined({
              type: toParameter<Offering['type']>(filters.type),
              status: toParameter<Offering['status']>(filters.status),
            }),
            ...cursor,
          },
        },
      }),
  });
  return (
    <>
      <PageHeading title="Product offerings" />
      <FilterBar
        filters={[
          { name: 'type', label: 'Type', options: types },
          { name: 'status', label: 'Status', options: statuses },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Product offerings"
        columns={columns}
        toRowId={({ productOfferingId }) => productOfferingId}
        emptyText="There are no product offerings here"
        {...list}
      />
    </>
  );
}
