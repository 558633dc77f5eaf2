import { Button, EmptyState, Group, Paper, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorAlert } from './error-alert.tsx';
import { PageFallback } from './page-fallback.tsx';

/** A column of a table. */
export interface DataColumn<Row> {
  header: string;
  render(row: Row): ReactNode;
}

interface DataTableProps<Row> {
  /** The name of the table for screen readers. */
  label: string;
  columns: readonly DataColumn<Row>[];
  /** Undefined while they are loaded. */
  rows: readonly Row[] | undefined;
  toRowId(row: Row): string;
  emptyText: string;
  error?: unknown;
  onRetry?: () => void;
  /** Present if there may be more rows. */
  more?: { load(): void; isLoading: boolean } | undefined;
}

/** A table. On a phone, each row is a card. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  toRowId,
  emptyText,
  error,
  onRetry,
  more,
}: DataTableProps<Row>) {
  if (error && !rows) return <ErrorAlert error={error} {...(onRetry && { onRetry })} />;
  if (!rows) return <PageFallback />;
  return (
    <>
      {error ? <ErrorAlert error={error} /> : null}
      {rows.length === 0 ? (
        <Paper withBorder p="xl">
          <EmptyState title={more ? 'No matches so far' : emptyText} />
        </Paper>
      ) : (
        <Paper withBorder className="portal-table">
          <Table aria-label={label} verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ header }) => (
                  <Table.Th key={header} scope="col">
                    {header}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(row => (
                <Table.Tr key={toRowId(row)}>
                  {columns.map(({ header, render }) => (
                    <Table.Td key={header} data-label={header}>
                      <div>{render(row)}</div>
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {more && (
        <Group justify="center" mt="md">
          <Button variant="default" onClick={more.load} loading={more.isLoading}>
            Load more
          </Button>
        </Group>
      )}
    </>
  );
}
