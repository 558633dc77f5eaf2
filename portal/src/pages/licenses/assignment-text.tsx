import type { components } from '../../../../client/src/index.ts';
import { ResourceLink } from '../../components/resource-id.tsx';

/** The resource that uses a license. */
export function AssignmentText({ assignment }: { assignment: components['schemas']['EmbeddedAssignment'] }) {
  switch (assignment.type) {
    case 'SUBSCRIPTION':
      return (
        <ResourceLink path="/subscriptions" id={assignment.subscriptionId} text={assignment.subscriptionDisplay} />
      );
    case 'SUBSCRIBER':
      return <>subscriber {assignment.subscriberDisplay}</>;
    case 'USER':
      return <>user {assignment.userDisplay}</>;
    case 'CUSTOMER':
      return <>customer {assignment.customerDisplay}</>;
  }
}
