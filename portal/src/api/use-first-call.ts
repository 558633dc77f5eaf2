import { buildFirstCall } from '../format/first-call.ts';
import { usePortal } from '../session/portal-context.ts';
import { useOfferings } from './use-offerings.ts';
import { useResource } from './use-resource.ts';

/** Returns a function that builds a first call with the tenant's own IDs, taken from its latest license. */
export function useFirstCall(): (apiKey: string, scopes: readonly string[]) => string {
  const { client } = usePortal();
  const offerings = useOfferings('LICENSE').data?.items ?? [];
  const licenses = useResource(['licenses', 'latest'], () =>
    client.GET('/licenses', { params: { query: { limit: 100 } } }),
  );
  const isAvailable = (id: string) => offerings.some(({ productOfferingId }) => productOfferingId === id);
  const example = licenses.data?.items.find(license => isAvailable(license.productOffering.productOfferingId));
  return (apiKey, scopes) =>
    buildFirstCall({
      baseUrl: document.baseURI.replace(/\/$/, ''),
      apiKey,
      scopes,
      productOfferingId: example?.productOffering.productOfferingId,
      customerId: example?.customer.customerId,
    });
}
