import type { components } from '../../../../client/src/index.ts';
import { useOfferings } from '../../api/use-offerings.ts';
import { useResource } from '../../api/use-resource.ts';
import { CommandDialog } from '../../components/command-dialog.tsx';
import {
  ChoiceField,
  DateField,
  MetadataField,
  omitUndefined,
  readMetadata,
  readRequiredText,
  readText,
} from '../../components/form-fields.tsx';
import { toPriceText } from '../../format/prices.ts';
import { usePortal } from '../../session/portal-context.ts';

type Subscription = components['schemas']['Subscription'];

const readAddon = (form: FormData) => ({
  productOfferingId: readRequiredText(form, 'productOfferingId'),
  ...omitUndefined({ scheduledAt: readText(form, 'scheduledAt'), metadata: readMetadata(form) }),
});

/** Adds an add-on to a subscription. */
export function AddAddonDialog({ subscription }: { subscription: Subscription }) {
  const { client } = usePortal();
  const path = { subscriptionId: subscription.subscriptionId };
  return (
    <CommandDialog
      label="Add an add-on"
      title="Add an add-on"
      scope="subscriptions:write"
      submitLabel="Add"
      doneText="The add-on was added."
      readInput={readAddon}
      call={(body: ReturnType<typeof readAddon>, headers) =>
        client.POST('/subscriptions/{subscriptionId}/addons', { params: { path }, body, headers })
      }
    >
      <AddonFields subscription={subscription} />
    </CommandDialog>
  );
}

function AddonFields({ subscription }: { subscription: Subscription }) {
  const offerings = useOfferings('SUBSCRIPTION_ADDON').data?.items ?? [];
  const offered = useOfferedAddons(subscription.productOffering?.productOfferingId);
  return (
    <>
      <ChoiceField
        name="productOfferingId"
        label="Product offering"
        data={offerings
          .filter(({ productOfferingId }) => offered === undefined || offered.includes(productOfferingId))
          .map(({ productOfferingId, name, price }) => ({
            value: productOfferingId,
            label: `${name} – ${toPriceText(price)}`,
          }))}
      />
      <DateField
        name="scheduledAt"
        label="Starts on"
        description="Without a date, or with the date of today, the add-on is active at once."
      />
      <MetadataField />
    </>
  );
}

/** The add-ons that the subscription can have; undefined if it can have all, or if they are not known yet. */
function useOfferedAddons(productOfferingId: string | undefined): string[] | undefined {
  const { client } = usePortal();
  const { data } = useResource(
    ['offering', productOfferingId],
    () =>
      client.GET('/product-offerings/{productOfferingId}', {
        params: { path: { productOfferingId: productOfferingId ?? '' } },
      }),
    { isEnabled: productOfferingId !== undefined },
  );
  return data?.addonOfferings;
}
