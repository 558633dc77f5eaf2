import { useInfiniteQuery } from '@tanstack/react-query';
import { type ApiOutcome, readData } from './api-error.ts';

/** A page of a list of the API. */
interface ListPage<Item> {
  items: Item[];
  pagination: { nextCursor: string | null };
}

interface ListOptions<Item> {
  /** Names the list and its filters in the cache. */
  queryKey: readonly unknown[];
  /** Reads a page. @param cursor - empty for the first page */
  readPage(cursor: { cursor?: string }): Promise<ApiOutcome<ListPage<Item>>>;
  refetchInterval?: number;
}

/** Reads a list page by page. */
export function useList<Item>({ queryKey, readPage, refetchInterval }: ListOptions<Item>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => readData(readPage(pageParam === undefined ? {} : { cursor: pageParam })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.pagination.nextCursor ?? undefined,
    ...(refetchInterval !== undefined && { refetchInterval }),
  });
  const items: Item[] | undefined = query.data?.pages.flatMap(page => page.items);
  return {
    rows: items,
    error: query.error,
    onRetry: () => void query.refetch(),
    more: query.hasNextPage
      ? { load: () => void query.fetchNextPage(), isLoading: query.isFetchingNextPage }
      : undefined,
  };
}
