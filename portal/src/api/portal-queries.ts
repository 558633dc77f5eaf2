import { QueryClient } from '@tanstack/react-query';

/** Creates the cache of reads. The client already retries what the network lost, so a failure is shown at once. */
export const createPortalQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, networkMode: 'always', staleTime: 2000 },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
