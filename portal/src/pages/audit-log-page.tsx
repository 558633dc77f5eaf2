import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { portalComponents } from '../../../client/src/index.ts';
import { readData } from '../api/api-error.ts';
import { useList } from '../api/use-list.ts';
import { ActorName } from '../components/actor-name.tsx';
import { CopyTextButton } from '../components/copy-button.tsx';
import { type DataColumn, DataTable } from '../components/data-table.tsx';
import { ErrorAlert } from '../components/error-alert.tsx';
import { FilterBar } from '../components/filter-bar.tsx';
import { omitUndefined } from '../components/form-fields.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { buildCsv } from '../format/csv.ts';
import { InstantText } from '../format/dates.tsx';
import { downloadText } from '../format/download-text.ts';
import { useFilters } from '../navigation/use-filters.ts';
import { usePortal } from '../session/portal-context.ts';

type AuditLogEntry = portalComponents['schemas']['AuditLogEntry'];

const columns: readonly DataColumn<AuditLogEntry>[] = [
  { header: 'When', render: ({ at }) => <InstantText at={at} /> },
  {
    header: 'Who, from where',
    render: ({ actor, origin }) => (
      <>
        <ActorName actor={actor} />
        <div className="portal-quiet">{origin}</div>
      </>
    ),
  },
  {
    header: 'Action, resource',
    render: ({ action, operation, resource }) => (
      <>
        {operation ?? action}
        <div className="portal-quiet portal-id">{resource}</div>
      </>
    ),
  },
  {
    header: 'Changes',
    render: ({ changes }) => (changes ? <span className="portal-id">{JSON.stringify(changes)}</span> : '–'),
  },
  {
    header: 'Request',
    render: ({ requestId }) => (requestId ? <CopyTextButton text={requestId} name={`request ID ${requestId}`} /> : '–'),
  },
];

/** Shows who changed API keys, webhooks and users, and who read sensitive data. */
export function AuditLogPage() {
  const { filters, setFilters } = useFilters(['action', 'actorId', 'from', 'to']);
  const readPage = useAuditLogReader(filters);
  const list = useList<AuditLogEntry>({ queryKey: ['audit-log', filters], readPage });
  const download = useMutation({
    mutationFn: async () => downloadText('audit-log.csv', buildCsv(csvFields, await readAllEntries(readPage))),
  });
  return (
    <>
      <PageHeading title="Audit log">
        <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
          Export as CSV
        </Button>
      </PageHeading>
      {download.error && <ErrorAlert error={download.error} />}
      <FilterBar
        filters={[
          { name: 'action', label: 'Action begins with', placeholder: 'api-key.' },
          { name: 'actorId', label: 'User, API key or tool' },
          { name: 'from', label: 'From (UTC)', type: 'date' },
          { name: 'to', label: 'To (UTC)', type: 'date' },
        ]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="Audit log"
        columns={columns}
        toRowId={({ at, requestId, resource, action }) => `${at} ${requestId} ${resource} ${action}`}
        emptyText="There are no entries here"
        {...list}
      />
    </>
  );
}

function useAuditLogReader(filters: Record<'action' | 'actorId' | 'from' | 'to', string>) {
  const { client } = usePortal();
  const query = omitUndefined({
    action: filters.action || undefined,
    actorId: filters.actorId || undefined,
    from: filters.from || undefined,
    to: filters.to || undefined,
  });
  return (cursor: { cursor?: string }) =>
    client.GET('/portal/audit-log', { params: { query: { ...query, ...cursor } } });
}

const csvFields = [
  'at',
  'actor',
  'action',
  'operation',
  'resource',
  'changes',
  'origin',
  'requestId',
  'status',
] as const;

/** Reads all pages. */
async function readAllEntries(readPage: ReturnType<typeof useAuditLogReader>): Promise<Record<string, unknown>[]> {
  const entries: AuditLogEntry[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: portalComponents['schemas']['ListAuditLogResponse'] = await readData(
      readPage(cursor === '' ? {} : { cursor }),
    );
    entries.push(...page.items);
    cursor = page.pagination.nextCursor;
  }
  return entries.map(({ actor, ...entry }) => ({ ...entry, actor: `${actor.type} ${actor.id}` }));
}
