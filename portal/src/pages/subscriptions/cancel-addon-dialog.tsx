import type { components } from '../../../../client/src/index.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { EndDateFields, readEndDate } from '../../components/end-date-fields.tsx';
import { omitUndefined, readText, TextField } from '../../components/form-fields.tsx';
import { toDayText } from '../../format/dates.tsx';
import { usePortal } from '../../session/portal-context.ts';

const readCancellation = (form: FormData) =>
  omitUndefined({ scheduledAt: readEndDate(form), reason: readText(form, 'reason') });

/** Cancels an add-on, or moves its end. */
export function CancelAddonDialog({ addon }: { addon: components['schemas']['SubscriptionAddon'] }) {
  const { client } = usePortal();
  const { subscriptionId, boundUntil, productOffering } = addon;
  const { productOfferingId, name } = productOffering;
  return (
    <CommandDialog
      label="Cancel"
      title={`Cancel ${name}`}
      scope="subscriptions:write"
      submitLabel="Cancel the add-on"
      doneText="The add-on was cancelled, or its end is scheduled."
      isDangerous
      button={{ size: 'xs' }}
      readInput={readCancellation}
      call={(input: ReturnType<typeof readCancellation>, headers) =>
        client.POST('/subscriptions/{subscriptionId}/addons/cancel', {
          params: { path: { subscriptionId } },
          body: { productOfferingId, ...input },
          headers,
        })
      }
    >
      <EndDateFields defaultText={describeDefault(boundUntil)} />
      <TextField name="reason" label="Reason" maxLength={500} />
    </CommandDialog>
  );
}

const describeDefault = (boundUntil: string | undefined): string =>
  boundUntil === undefined
    ? 'At once or on the next renewal date, as the product offering says.'
    : `As the product offering says, and not before the end of the minimum term on ${toDayText(boundUntil)}.`;
