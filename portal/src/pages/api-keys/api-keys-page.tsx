import { Stack, Text } from '@mantine/core';
import type { portalComponents } from '../../../../client/src/index.ts';
import { useApiKeys } from '../../api/use-api-keys.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { FilterBar } from '../../components/filter-bar.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { DayText, InstantText } from '../../format/dates.tsx';
import { toScopesText } from '../../format/scopes.ts';
import { useFilters } from '../../navigation/use-filters.ts';
import { ApiKeyState } from './api-key-state.tsx';
import { CreateApiKeyDialog } from './create-api-key-dialog.tsx';
import { CreatorName } from './creator-name.tsx';

type ApiKey = portalComponents['schemas']['PortalApiKey'];

const columns: readonly DataColumn<ApiKey>[] = [
  {
    header: 'API key',
    render: ({ keyId, name }) => (
      <Stack gap={0}>
        <ResourceLink path="/api-keys" id={keyId} text={name ?? 'without a name'} />
        <Text size="xs" c="dimmed" ff="monospace">
          {keyId}
        </Text>
      </Stack>
    ),
  },
  { header: 'State', render: apiKey => <ApiKeyState apiKey={apiKey} /> },
  { header: 'Scopes', render: ({ scopes }) => <Text size="sm">{toScopesText(scopes)}</Text> },
  { header: 'Created by', render: ({ createdBy }) => <CreatorName creator={createdBy} /> },
  { header: 'Last used', render: ({ lastUsedOn }) => (lastUsedOn ? <DayText date={lastUsedOn} /> : 'never') },
  { header: 'Expires', render: ({ expiresAt }) => (expiresAt ? <InstantText at={expiresAt} /> : 'never') },
];

const states = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;

/** The API keys of the tenant. */
export function ApiKeysPage() {
  const { filters, setFilters } = useFilters(['state']);
  const { data, error, refetch } = useApiKeys();
  return (
    <>
      <PageHeading title="API keys">
        <CreateApiKeyDialog />
      </PageHeading>
      <FilterBar
        filters={[{ name: 'state', label: 'State', options: states }]}
        values={filters}
        onChange={setFilters}
      />
      <DataTable
        label="API keys"
        columns={columns}
        rows={data?.items.filter(({ state }) => filters.state === '' || state === filters.state)}
        toRowId={({ keyId }) => keyId}
        emptyText="There are no API keys here"
        error={error}
        onRetry={() => void refetch()}
      />
    </>
  );
}
