import { useQuery } from '@tanstack/react-query';
import { type ApiOutcome, readData } from './api-error.ts';

/** Reads one resource. @param isEnabled - false if it must not be read, for example because the role does not permit it */
export const useResource = <Data>(
  queryKey: readonly unknown[],
  read: () => Promise<ApiOutcome<Data>>,
  { isEnabled = true, refetchInterval }: { isEnabled?: boolean; refetchInterval?: number } = {},
) =>
  useQuery({
    queryKey,
    queryFn: () => readData(read()),
    enabled: isEnabled,
    ...(refetchInterval !== undefined && { refetchInterval }),
  });
