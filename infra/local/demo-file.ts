import { join } from 'node:path';
import * as z from 'zod';
import { readWhole, writeWhole } from './folder.ts';

/** What a person or a script needs to try the server. The ids are those of `demo.ndjson`. */
export const Demo = z.object({
  baseUrl: z.string(),
  apiKey: z.string(),
  tenantId: z.string(),
  customerId: z.string(),
  /** Its licenses end at once when they are cancelled without a date. */
  licenseOfferingId: z.string(),
  /** Its licenses end at the next renewal then. */
  renewalOfferingId: z.string(),
  subscriptionId: z.string(),
  /** Of the add-on that is live at every start. */
  addonOfferingId: z.string(),
  licenseId: z.string(),
});
export type Demo = z.infer<typeof Demo>;

export const demoIds = {
  tenantId: 'demo',
  customerId: 'demo-customer',
  licenseOfferingId: 'demo-license-offering',
  renewalOfferingId: 'demo-renewal-offering',
  subscriptionId: 'demo-subscription',
  addonOfferingId: 'demo-addon-offering',
  licenseId: 'demo-license',
};

const pathIn = (folder: string): string => join(folder, 'demo.json');

export const readDemo = (folder: string): Demo | undefined => readWhole(pathIn(folder), Demo);

export const writeDemo = (folder: string, demo: Demo): void => writeWhole(pathIn(folder), demo);
