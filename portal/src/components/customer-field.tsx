import { useId } from 'react';
import { useResource } from '../api/use-resource.ts';
import { usePortal } from '../session/portal-context.ts';
import { TextField } from './form-fields.tsx';

/** The ID of a customer. The customers of the latest licenses are suggested, because the API has no list of customers. */
export function CustomerField() {
  const { client } = usePortal();
  const listId = useId();
  const { data } = useResource(['licenses', 'latest'], () =>
    client.GET('/licenses', { params: { query: { limit: 100 } } }),
  );
  const customers = new Map(data?.items.map(({ customer }) => [customer.customerId, customer.name]));
  return (
    <>
      <TextField
        name="customerId"
        label="Customer"
        description="The ID of the customer, or rid_ and its reference."
        list={listId}
        required
      />
      <datalist id={listId}>
        {[...customers].map(([customerId, name]) => (
          <option key={customerId} value={customerId}>
            {name}
          </option>
        ))}
      </datalist>
    </>
  );
}
