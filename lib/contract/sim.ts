import * as z from 'zod';
import { createTextSchema, Instant } from './field-types.ts';
import { Iccid } from './subscription.ts';

export const EsimProfile = z
  .strictObject({
    status: createTextSchema(1, 64).meta({
      description: 'The status of the profile, as imported.',
      examples: ['ENABLED'],
    }),
    eid: z
      .string()
      .regex(/^\d{32}$/, 'must be 32 digits')
      .optional()
      .meta({ description: 'The EID of the device.', examples: ['89049032000001000000012345678901'] }),
    lastOperationAt: Instant.optional().describe('The time of the last operation on the profile.'),
  })
  .meta({ id: 'EsimProfile', description: 'The profile of an eSIM.' });

/** The details of a SIM card that are only returned by its own call. */
export const simDetailFields = {
  imsi: z
    .string()
    .regex(/^\d{6,15}$/, 'must be 6 to 15 digits')
    .optional()
    .meta({ description: 'The IMSI of the profile on the card.', examples: ['262011234567890'] }),
  lpa: createTextSchema(1, 256)
    .optional()
    .meta({ description: 'The activation code of an eSIM.', examples: ['LPA:1$smdp.example$4F2K-9QXT'] }),
  esimProfile: EsimProfile.optional(),
};

export const SimType = z.enum(['PHYSICAL', 'ESIM']);
export const SimStatus = z.enum(['AVAILABLE', 'IN_USE', 'RESERVED', 'CONSUMED', 'BRAND_RESERVED']);

/** A SIM card in the inventory. */
export const InventorySim = z
  .strictObject({
    iccid: Iccid,
    type: SimType.describe('A physical card or an eSIM.'),
    status: SimStatus.describe('The status in the inventory.'),
    ...simDetailFields,
    createdAt: Instant.optional().describe('The time at which the card was added to the inventory.'),
    updatedAt: Instant.optional().describe('The time of the last change in Seamless OS.'),
  })
  .meta({ id: 'InventorySim', description: 'A SIM card in the inventory. Its codes have a call of their own.' });
export type InventorySim = z.infer<typeof InventorySim>;

const code = z.string().regex(/^\d{4,8}$/, 'must be 4 to 8 digits');

/** The codes of a SIM card. */
export const simCodeFields = {
  puk1: code.meta({ description: 'Unblocks PIN 1.', examples: ['48151623'] }),
  puk2: code.optional().meta({ description: 'Unblocks PIN 2.', examples: ['42108000'] }),
  pin1: code.optional().meta({ description: 'PIN 1 as delivered.', examples: ['1234'] }),
  pin2: code.optional().meta({ description: 'PIN 2 as delivered.', examples: ['5678'] }),
};

export const SimCodes = z
  .strictObject({ iccid: Iccid, ...simCodeFields })
  .meta({ id: 'SimCodes', description: 'The codes of a SIM card.' });
export type SimCodes = z.infer<typeof SimCodes>;
