import { Anchor, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ErrorAlert } from './error-alert.tsx';
import { PageFallback } from './page-fallback.tsx';
import { PageHeading } from './page-heading.tsx';

interface ResourcePageProps<Data> {
  title: string;
  /** The list to which the resource belongs. */
  parent: { path: string; label: string };
  query: UseQueryResult<Data>;
  renderActions?: (data: Data) => ReactNode;
  children: (data: Data) => ReactNode;
}

/** The page of one resource. */
export function ResourcePage<Data>({ title, parent, query, renderActions, children }: ResourcePageProps<Data>) {
  const { data, error } = query;
  return (
    <>
      <Anchor component={Link} href={parent.path} size="sm">
        ← {parent.label}
      </Anchor>
      <PageHeading title={title}>{data !== undefined && renderActions?.(data)}</PageHeading>
      <Stack>
        {error && <ErrorAlert error={error} onRetry={() => void query.refetch()} />}
        {data === undefined ? !error && <PageFallback /> : children(data)}
      </Stack>
    </>
  );
}
