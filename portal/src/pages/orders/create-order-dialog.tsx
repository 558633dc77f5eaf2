import { Button, Fieldset, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useOfferings } from '../../api/use-offerings.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { CustomerField } from '../../components/customer-field.tsx';
import { ChoiceField, DateField, MetadataField, SelectField, TextField } from '../../components/form-fields.tsx';
import { toPriceText } from '../../format/prices.ts';
import { usePortal } from '../../session/portal-context.ts';
import { type LineItemDraft, lineItemLabels, readOrder } from './line-item-input.ts';

const createDraft = (type: LineItemDraft['type']): LineItemDraft => ({ draftId: crypto.randomUUID(), type });
const maxLineItems = 20;

/** Creates an order with its items. */
export function CreateOrderDialog() {
  const { client } = usePortal();
  const [, navigate] = useLocation();
  const [drafts, setDrafts] = useState(() => [createDraft('LICENSE')]);
  return (
    <CommandDialog
      label="Create an order"
      title="Create an order"
      scope="orders:write"
      submitLabel="Create"
      doneText="The order was created. Nothing is executed before it is submitted."
      size="lg"
      button={{ variant: 'filled' }}
      readInput={form => readOrder(form, drafts)}
      call={(body: ReturnType<typeof readOrder>, headers) => client.POST('/orders', { body, headers })}
      onDone={({ orderId }) => navigate(`/orders/${orderId}`)}
      canSubmit={drafts.length > 0}
    >
      <CustomerField />
      {drafts.map((draft, index) => (
        <LineItemFields
          key={draft.draftId}
          draft={draft}
          index={index}
          onChange={type => setDrafts(drafts.map(each => (each === draft ? { ...each, type } : each)))}
          onRemove={() => setDrafts(drafts.filter(each => each !== draft))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          disabled={drafts.length === maxLineItems}
          onClick={() => setDrafts([...drafts, createDraft('LICENSE')])}
        >
          Add another item
        </Button>
      </Group>
      <MetadataField rows={2} />
    </CommandDialog>
  );
}

interface LineItemFieldsProps {
  draft: LineItemDraft;
  index: number;
  onChange(type: LineItemDraft['type']): void;
  onRemove(): void;
}

function LineItemFields({ draft: { type }, index, onChange, onRemove }: LineItemFieldsProps) {
  const offerings = useOfferings(type === 'SUBSCRIPTION_ADDON' ? 'SUBSCRIPTION_ADDON' : 'LICENSE').data?.items ?? [];
  const prefix = `lineItems[${index}].`;
  return (
    <Fieldset legend={`Item ${index + 1}`}>
      <Stack gap="sm">
        <SelectField
          name={`${prefix}type`}
          label="What to do"
          value={type}
          onChange={event => onChange(event.currentTarget.value as LineItemDraft['type'])}
          data={Object.entries(lineItemLabels).map(([value, label]) => ({ value, label }))}
        />
        {type === 'LICENSE_CHANGE' && <TextField name={`${prefix}licenseId`} label="License ID" required />}
        {type === 'SUBSCRIPTION_ADDON' && (
          <TextField name={`${prefix}subscriptionId`} label="Subscription ID" required />
        )}
        <ChoiceField
          name={`${prefix}productOfferingId`}
          label="Product offering"
          data={offerings.map(({ productOfferingId, name, price }) => ({
            value: productOfferingId,
            label: `${name} – ${toPriceText(price)}`,
          }))}
        />
        <DateField name={`${prefix}day`} label="On the day" description="Without a date: the day of the submit." />
        {index > 0 && (
          <Group>
            <Button variant="subtle" color="red" size="xs" onClick={onRemove}>
              Remove item {index + 1}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
