import { Group, Switch } from '@mantine/core';
import { useState } from 'react';
import type { components } from '../../../../client/src/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { type DataColumn, DataTable } from '../../components/data-table.tsx';
import { PageSection } from '../../components/facts.tsx';
import { ResourceLink } from '../../components/resource-id.tsx';
import { ScheduledText } from '../../components/scheduled-text.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { InstantText } from '../../format/dates.tsx';
import { toPriceText } from '../../format/prices.ts';
import { usePortal } from '../../session/portal-context.ts';
import { AddAddonDialog } from './add-addon-dialog.tsx';
import { CancelAddonDialog } from './cancel-addon-dialog.tsx';
import { UndoAddonDialog } from './undo-addon-dialog.tsx';

type SubscriptionAddon = components['schemas']['SubscriptionAddon'];

const isLive = ({ status }: SubscriptionAddon) => status === 'PENDING' || status === 'ACTIVE';

const columns: readonly DataColumn<SubscriptionAddon>[] = [
  {
    header: 'Add-on',
    render: ({ productOffering: { productOfferingId, name } }) => (
      <ResourceLink path="/offerings" id={productOfferingId} text={name} />
    ),
  },
  { header: 'Status', render: ({ status }) => <StatusBadge status={status} /> },
  { header: 'Price', render: ({ productOffering }) => toPriceText(productOffering.price) },
  { header: 'Added', render: ({ addedAt }) => <InstantText at={addedAt} /> },
  { header: 'Next', render: addon => <ScheduledText {...addon} /> },
  { header: 'Actions', render: addon => isLive(addon) && <AddonActions addon={addon} /> },
];

/** The add-ons of a subscription: the live ones, or all. */
export function AddonTable({ subscription }: { subscription: components['schemas']['Subscription'] }) {
  const { client } = usePortal();
  const [showsEnded, setShowsEnded] = useState(false);
  const { subscriptionId } = subscription;
  const { data, error } = useResource(['addons', subscriptionId], () =>
    client.GET('/subscriptions/{subscriptionId}/addons', { params: { path: { subscriptionId } } }),
  );
  return (
    <PageSection
      title="Add-ons"
      actions={
        <Group>
          <Switch
            label="Show ended ones"
            checked={showsEnded}
            onChange={event => setShowsEnded(event.currentTarget.checked)}
          />
          {subscription.status !== 'CANCELLED' && <AddAddonDialog subscription={subscription} />}
        </Group>
      }
    >
      <DataTable
        label="Add-ons"
        columns={columns}
        rows={data?.items.filter(addon => showsEnded || isLive(addon))}
        toRowId={({ subscriptionAddonId }) => subscriptionAddonId}
        emptyText="There are no add-ons"
        error={error}
      />
    </PageSection>
  );
}

function AddonActions({ addon }: { addon: SubscriptionAddon }) {
  const isEnding = addon.scheduledChanges.some(({ status }) => status === 'CANCELLED');
  return (
    <Group gap="xs">
      {isEnding && <UndoAddonDialog addon={addon} />}
      <CancelAddonDialog addon={addon} />
    </Group>
  );
}
