import { Text } from '@mantine/core';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { omitUndefined, readText, TextField } from '../../components/form-fields.tsx';
import { usePortal } from '../../session/portal-context.ts';

function readPayment(form: FormData) {
  const reference = readText(form, 'externalPayment.reference');
  return omitUndefined({ externalPayment: reference === undefined ? undefined : { reference } });
}

/** Submits an order. */
export function SubmitOrderDialog({ orderId }: { orderId: string }) {
  const { client } = usePortal();
  return (
    <CommandDialog
      label="Submit"
      title="Submit the order"
      scope="orders:write"
      submitLabel="Submit the order"
      doneText="The order was submitted, and all items were executed."
      button={{ variant: 'filled' }}
      readInput={readPayment}
      call={(body: ReturnType<typeof readPayment>, headers) =>
        client.POST('/orders/{orderId}/submit', { params: { path: { orderId } }, body, headers })
      }
    >
      <Text>All items are executed, or none.</Text>
      <TextField
        name="externalPayment.reference"
        label="Reference of a payment"
        description="Of a payment that you have received. Optional."
      />
    </CommandDialog>
  );
}
