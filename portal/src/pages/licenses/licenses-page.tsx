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
import { CreateLicenseDialog } from './create-license-dialog.tsx';

type License = components['schemas']['License'];

const statuses = ['PENDING', 'ACTIVE', 'PAUSED', 'BLOCKED', 'CANCELLED'] as const;

const columns: readonly DataColumn<License>[] = [
  { header: 'License', render: ({ licenseId }) => <ResourceLink path="/licenses" id={licenseId} /> },
  { header: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { header: 'Product offering', render: ({ productOffering }) => productOffering.name },
  { header: 'Customer', render: ({ customer }) => customer.name },
  { header: 'Next', render: license => <ScheduledText {...license} /> },
];

/** The licenses of the tenant. */
export function LicensesPage() {
  const { client } = usePortal();
  const { filters, setFilters } = useFilters(['status', 'customerId', 'type']);
  const list = useList<License>({
    queryKey: ['licenses', filters],
    readPage: cursor =>
      client.GET('/licenses', {
        params: {
          query: {
            limit: 50,
            ...omitUndefined({
              status: toParameter<License['status']>(filters.status),
              customerId: toParameter(filters.customerId),
              type: toParameter(filters.type),
            }),
            ...cursor,
          },
        },
      }),
  });
  return (
    <>
      <PageHeading title="Licenses">
        <CreateLicenseDialog />
      </PageHeading>
      <FilterBar
        filters={[
          { name: 'status', label: 'Status', options: statuses },
          { name: 'customerId', label: 'Customer ID' },
          { name: 'type', label: 'License type' },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Licenses"
        columns={columns}
        toRowId={({ licenseId }) => licenseId}
        emptyText="There are no licenses here"
        {...list}
      />
    </>
  );
}
