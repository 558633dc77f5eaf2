import type { components } from '../../../../client/src/index.ts';
import { useList } from '../../api/use-list.ts';
import { DataTable } from '../../components/data-table.tsx';
import { eventColumns } from '../../components/event-columns.tsx';
import { eventRefreshMs } from '../../components/event-history.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { omitUndefined } from '../../components/form-fields.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { toParameter, useFilters } from '../../navigation/use-filters.ts';
import { usePortal } from '../../session/portal-context.ts';
import { eventTypes } from './event-types.ts';

type AnyEvent = components['schemas']['Event'];

/** The events of the last 30 days, newest first. New ones appear by themselves. */
export function EventsPage() {
  const { client } = usePortal();
  const { filters, setFilters } = useFilters(['type', 'resourceId']);
  const list = useList<AnyEvent>({
    queryKey: ['latest-events', filters],
    readPage: cursor =>
      client.GET('/portal/latest-events', {
        params: {
          query: {
            limit: 50,
            ...omitUndefined({
              type: toParameter<AnyEvent['type']>(filters.type),
              resourceId: filters.resourceId || undefined,
            }),
            ...cursor,
          },
        },
      }),
    refetchInterval: eventRefreshMs,
  });
  return (
    <>
      <PageHeading title="Events" />
      <FilterBar
        filters={[
          { name: 'type', label: 'Type', options: eventTypes },
          { name: 'resourceId', label: 'License, subscription or order' },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Events"
        columns={eventColumns}
        toRowId={({ eventId }) => eventId}
        emptyText="There are no events of the last 30 days here"
        {...list}
      />
    </>
  );
}
