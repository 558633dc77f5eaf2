import { Text } from '@mantine/core';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { usePortal } from '../../session/portal-context.ts';

/** Cancels an order. */
export function CancelOrderDialog({ orderId }: { orderId: string }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Cancel"
      title="Cancel the order"
      scope="orders:write"
      submitLabel="Cancel the order"
      doneText="The order was cancelled."
      isDangerous
      readInput={() => orderId}
      call={(id: string, headers) =>
        client.POST('/orders/{orderId}/cancel', { params: { path: { orderId: id } }, headers })
      }
    >
      <Text>Nothing of it is executed. This cannot be undone.</Text>
    </CommandDialog>
  );
}
