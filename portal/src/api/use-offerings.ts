import type { components } from '../../../client/src/index.ts';
import { usePortal } from '../session/portal-context.ts';
import { useResource } from './use-resource.ts';

type OfferingType = components['schemas']['ProductOffering']['type'];

/** Reads the product offerings of a type from which something can be created. */
export function useOfferings(type: OfferingType) {
  const { client } = usePortal();
  return useResource(['offerings', 'available', type], () =>
    client.GET('/product-offerings', { params: { query: { type: [type], status: ['AVAILABLE'], limit: 1000 } } }),
  );
}
