import type { components } from '../../../../client/src/index.ts';
import { omitUndefined, readMetadata, readRequiredText, readText } from '../../components/form-fields.tsx';

type NewLineItem = components['schemas']['NewLineItem'];
type LineItemType = NewLineItem['type'];

export const lineItemLabels: Record<LineItemType, string> = {
  LICENSE: 'create a license',
  LICENSE_CHANGE: 'change the product offering of a license',
  SUBSCRIPTION_ADDON: 'add an add-on to a subscription',
};

/** An item in the form of a new order. The names of its fields begin with its property in the request. */
export interface LineItemDraft {
  /** Identifies the item in the form. */
  draftId: string;
  type: LineItemType;
}

const readLineItem = (form: FormData, { type }: LineItemDraft, index: number): NewLineItem => {
  const prefix = `lineItems[${index}].`;
  const productOfferingId = readRequiredText(form, `${prefix}productOfferingId`);
  const day = readText(form, `${prefix}day`);
  switch (type) {
    case 'LICENSE':
      return { type, productOfferingId, ...omitUndefined({ scheduleActivationAt: day }) };
    case 'LICENSE_CHANGE':
      return {
        type,
        productOfferingId,
        licenseId: readRequiredText(form, `${prefix}licenseId`),
        ...omitUndefined({ scheduledAt: day }),
      };
    case 'SUBSCRIPTION_ADDON':
      return {
        type,
        productOfferingId,
        subscriptionId: readRequiredText(form, `${prefix}subscriptionId`),
        ...omitUndefined({ scheduledAt: day }),
      };
  }
};

/** Reads a new order from its form. @throws InputError */
export const readOrder = (form: FormData, drafts: readonly LineItemDraft[]) => ({
  customerId: readRequiredText(form, 'customerId'),
  lineItems: drafts.map((draft, index) => readLineItem(form, draft, index)),
  ...omitUndefined({ metadata: readMetadata(form) }),
});
