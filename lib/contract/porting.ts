import * as z from 'zod';
import { Address } from './address.ts';
import { createTextSchema, Instant } from './field-types.ts';
import { Porting } from './subscription.ts';
import { TextRecordKey } from './text-record.ts';

const detailText = createTextSchema(1, 256);
const maxPortingDetails = 30;

/** The data that the other operator requires for a porting. */
export const PortingDetails = z
  .object({
    firstName: detailText
      .optional()
      .meta({ description: 'The first name of the holder of the number.', examples: ['Ole'] }),
    lastName: detailText
      .optional()
      .meta({ description: 'The last name of the holder of the number.', examples: ['Brandt'] }),
    accountNumber: detailText
      .optional()
      .meta({ description: 'The customer number at the other operator.', examples: ['77120934'] }),
    passcode: detailText
      .optional()
      .meta({ description: 'The code that the other operator requires.', examples: ['8841'] }),
    address: Address.optional().describe('The address of the holder of the number.'),
  })
  .catchall(detailText)
  .superRefine((details, context) => {
    const names = Object.keys(details);
    const message =
      names.length > maxPortingDetails
        ? `must have at most ${maxPortingDetails} fields`
        : names.some(name => !TextRecordKey.safeParse(name).success)
          ? 'contains a name that is not allowed'
          : undefined;
    if (message) context.addIssue({ code: 'custom', message, params: { code: 'INVALID_VALUE' } });
  })
  .meta({
    id: 'PortingDetails',
    description: 'What the other operator requires for a porting. Other fields are texts, as imported.',
  });
export type PortingDetails = z.infer<typeof PortingDetails>;

/** The porting of a subscription with its details. */
export const SubscriptionPorting = Porting.extend({
  details: PortingDetails.optional().describe('Absent 90 days after the porting ended.'),
  createdAt: Instant.describe('The time at which the porting was requested.'),
  updatedAt: Instant.optional().describe('The time of its last change in Seamless OS.'),
}).meta({
  id: 'SubscriptionPorting',
  description: 'The transfer of a phone number from or to another operator, with its details.',
});
export type SubscriptionPorting = z.infer<typeof SubscriptionPorting>;
