import { join } from 'node:path';
import * as z from 'zod';
import { readJsonFile, writeJsonAtomically } from './data-folder.ts';

/** The address, the API key and the ids with which a person or a script can try the server. The ids are those of `demo.ndjson`. */
export const DemoData = z.object({
  baseUrl: z.string(),
  apiKey: z.string(),
  tenantId: z.string(),
  customerId: z.string(),
  /** Licenses of this offering end at once when they are cancelled without a date. */
  licenseOfferingId: z.string(),
  /** Licenses of this offering end at the next renewal when they are cancelled without a date. */
  renewalOfferingId: z.string(),
  subscriptionId: z.string(),
  /** The offering of the add-on that is live at every start. */
  addonOfferingId: z.string(),
  licenseId: z.string(),
});
export type DemoData = z.infer<typeof DemoData>;

export const demoIds = {
  tenantId: 'demo',
  customerId: 'demo-customer',
  licenseOfferingId: 'demo-license-offering',
  renewalOfferingId: 'demo-renewal-offering',
  subscriptionId: 'demo-subscription',
  addonOfferingId: 'demo-addon-offering',
  licenseId: 'demo-license',
};

const toDemoFilePath = (folder: string): string => join(folder, 'demo.json');

export const readDemoFile = (folder: string): DemoData | undefined => readJsonFile(toDemoFilePath(folder), DemoData);

export const writeDemoFile = (folder: string, demo: DemoData): void =>
  writeJsonAtomically(toDemoFilePath(folder), demo);
