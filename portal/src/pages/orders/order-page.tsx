import { List } from '@mantine/core';
import { useParams } from 'wouter';
import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { EventHistory } from '../../components/event-history.tsx';
import { FactList, PageSection } from '../../components/facts.tsx';
import { CopyableId, ResourceLink } from '../../components/resource-id.tsx';
import { ResourcePage } from '../../components/resource-page.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { InstantText, toDayText } from '../../format/dates.tsx';
import { usePortal } from '../../session/portal-context.ts';
import { CancelOrderDialog } from './cancel-order-dialog.tsx';
import { lineItemLabels } from './line-item-input.ts';
import { SubmitOrderDialog } from './submit-order-dialog.tsx';

type Order = components['schemas']['Order'];
type LineItem = components['schemas']['LineItem'];

/** One order with its items. */
export function OrderPage() {
  const { orderId = '' } = useParams();
  const { client } = usePortal();
  const query = useResource(['order', orderId], () =>
    client.GET('/orders/{orderId}', { params: { path: { orderId } } }),
  );
  return (
    <ResourcePage
      title="Order"
      parent={{ path: '/orders', label: 'Orders' }}
      query={query}
      renderActions={({ state }) =>
        state === 'PENDING' && (
          <>
            <CancelOrderDialog orderId={orderId} />
            <SubmitOrderDialog orderId={orderId} />
          </>
        )
      }
    >
      {order => (
        <>
          <OrderFacts order={order} />
          <PageSection title="Items">
            <DataTable
              label="Items"
              columns={itemColumns}
              rows={order.lineItems}
              toRowId={({ lineItemId }) => lineItemId}
              emptyText="There are no items"
            />
          </PageSection>
          {order.createdEntities && <CreatedEntities entities={order.createdEntities} />}
          <EventHistory resourceId={orderId} />
        </>
      )}
    </ResourcePage>
  );
}

const itemColumns: readonly DataColumn<LineItem>[] = [
  { header: 'Item', render: ({ lineItemId }) => <span className="portal-id">{lineItemId}</span> },
  { header: 'What to do', render: item => <LineItemText item={item} /> },
  {
    header: 'Product offering',
    render: ({ productOfferingId }) => <ResourceLink path="/offerings" id={productOfferingId} />,
  },
  { header: 'On the day', render: toItemDay },
];

function LineItemText({ item }: { item: LineItem }) {
  if (item.type === 'LICENSE_CHANGE')
    return (
      <>
        {lineItemLabels[item.type]}: <ResourceLink path="/licenses" id={item.licenseId} />
      </>
    );
  if (item.type === 'SUBSCRIPTION_ADDON')
    return (
      <>
        {lineItemLabels[item.type]}: <ResourceLink path="/subscriptions" id={item.subscriptionId} />
      </>
    );
  return <>{lineItemLabels[item.type]}</>;
}

function toItemDay(item: LineItem): string {
  const day = item.type === 'LICENSE' ? item.scheduleActivationAt : item.scheduledAt;
  return day === undefined ? 'of the submit' : toDayText(day);
}

function OrderFacts({ order }: { order: Order }) {
  const { orderId, state, customer, createdAt, expiresAt, submittedAt, completedAt, externalPayment, metadata } = order;
  return (
    <PageSection title="Details">
      <FactList
        facts={{
          Order: <CopyableId id={orderId} />,
          State: <StatusBadge status={state} />,
          Customer: customer.name,
          'Customer ID': <CopyableId id={customer.customerId} />,
          Created: <InstantText at={createdAt} />,
          Expires: state === 'PENDING' ? <InstantText at={expiresAt} /> : undefined,
          Submitted: submittedAt && <InstantText at={submittedAt} />,
          Completed: completedAt && <InstantText at={completedAt} />,
          Payment: externalPayment?.reference,
          Metadata: metadata && JSON.stringify(metadata),
        }}
      />
    </PageSection>
  );
}

const CreatedEntities = ({
  entities: { licenses, addons },
}: {
  entities: components['schemas']['CreatedEntities'];
}) => (
  <PageSection title="Created">
    <List>
      {licenses.map(({ licenseId }) => (
        <List.Item key={licenseId}>
          License <ResourceLink path="/licenses" id={licenseId} />
        </List.Item>
      ))}
      {addons.map(({ subscriptionAddonId, subscriptionId }) => (
        <List.Item key={subscriptionAddonId}>
          Add-on of subscription <ResourceLink path="/subscriptions" id={subscriptionId} />
        </List.Item>
      ))}
    </List>
  </PageSection>
);
