import { Text } from '@mantine/core';
import type { components } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';

/** Undoes the scheduled cancellation of an add-on. */
export function UndoAddonDialog({ addon }: { addon: components['schemas']['SubscriptionAddon'] }) {
  const { client } = usePortal();
  const { subscriptionId, productOffering } = addon;
  const { productOfferingId, name } = productOffering;
  return (
    <CommandDialog
      label="Undo the cancellation"
      title={`Undo the cancellation of ${name}`}
      scope="subscriptions:write"
      submitLabel="Undo"
      doneText="It was undone."
      button={{ size: 'xs' }}
      readInput={() => ({ productOfferingId })}
      call={(body: { productOfferingId: string }, headers) =>
        client.POST('/subscriptions/{subscriptionId}/addons/cancel/undo', {
          params: { path: { subscriptionId } },
          body,
          headers,
        })
      }
    >
      <Text>The add-on does not end.</Text>
    </CommandDialog>
  );
}
