import { useParams } from 'wouter';
import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { EventHistory } from '../../components/event-history.tsx';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId, ResourceLink } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { DayText, InstantText } from '../../format/dates.tsx';
import { toPriceText } from '../../format/prices.ts';
import { toWords } from '../../format/words.ts';
import { usePortal } from '../../session/portal-context.ts';
import { AddonTable } from './addon-table.tsx';
import { PendingChanges } from './pending-changes.tsx';

/** One subscription with its add-ons. */
export function SubscriptionPage() {
  const { subscriptionId = '' } = useParams();
  const { client } = usePortal();
  const query = useResource(['subscription', subscriptionId], () =>
    client.GET('/subscriptions/{subscriptionId}', { params: { path: { subscriptionId } } }),
  );
  return (
    <ResourcePage
      title={query.data?.display ?? 'Subscription'}
      parent={{ path: '/subscriptions', label: 'Subscriptions' }}
      query={query}
    >
      {subscription => (
        <>
          <SubscriptionFacts subscription={subscription} />
          <AddonTable subscription={subscription} />
          <PendingChanges subscription={subscription} />
          <EventHistory resourceId={subscription.subscriptionId} />
        </>
      )}
    </ResourcePage>
  );
}

function SubscriptionFacts({ subscription }: { subscription: components['schemas']['Subscription'] }) {
  const { subscriptionId, status, type, msisdn, sim, customer, productOffering, referenceId } = subscription;
  const { subscriber, porting, createdAt, activatedAt, cancelledAt, metadata } = subscription;
  return (
    <PageSection title="Details">
      <FactList
        facts={{
          Subscription: <CopyableId id={subscriptionId} />,
          Status: <StatusBadge status={status} />,
          Type: toWords(type),
          'Phone number': msisdn,
          'SIM card': `${sim.iccid}${sim.esim ? ' (eSIM)' : ''}`,
          'Product offering': productOffering && <OfferingFact offering={productOffering} />,
          Customer: customer.name,
          'Customer ID': <CopyableId id={customer.customerId} />,
          Subscriber: subscriber?.name,
          Reference: referenceId,
          Created: <InstantText at={createdAt} />,
          'Active since': activatedAt && <InstantText at={activatedAt} />,
          Ended: cancelledAt && <InstantText at={cancelledAt} />,
          Porting: porting && <PortingFact porting={porting} />,
          Metadata: metadata && JSON.stringify(metadata),
        }}
      />
    </PageSection>
  );
}

const OfferingFact = ({ offering }: { offering: components['schemas']['EmbeddedProductOffering'] }) => (
  <>
    <ResourceLink path="/offerings" id={offering.productOfferingId} text={offering.name} />,{' '}
    {toPriceText(offering.price)}
  </>
);

const PortingFact = ({ porting }: { porting: components['schemas']['Porting'] }) => (
  <>
    {toWords(porting.direction)} {porting.msisdn}, {toWords(porting.status)}
    {porting.scheduledAt && (
      <>
        {' '}
        on <DayText date={porting.scheduledAt} />
      </>
    )}
  </>
);
