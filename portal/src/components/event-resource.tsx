import type { components } from '../../../client/src/index.ts';
import { ResourceLink } from './resource-id.tsx';

/** A link to the resource of an event. */
export function EventResource({ event: { data } }: { event: components['schemas']['Event'] }) {
  if ('licenseId' in data) return <ResourceLink path="/licenses" id={data.licenseId} />;
  if ('orderId' in data) return <ResourceLink path="/orders" id={data.orderId} />;
  return <ResourceLink path="/subscriptions" id={data.subscriptionId} />;
}
