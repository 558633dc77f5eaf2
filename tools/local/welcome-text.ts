import { randomUUID } from 'node:crypto';
import type { DemoData } from './demo-file.ts';

/** Builds the text that is printed when the server is ready: its address, the demo API key, and a call to copy. */
export const buildWelcomeText = (
  { baseUrl, apiKey, tenantId, customerId, licenseOfferingId }: DemoData,
  dataLocation: string,
): string => `
Connect API at ${baseUrl}, on ${dataLocation}.
Documentation, with a console to try it: ${baseUrl}/docs
Portal, with demo users that are one click away: ${baseUrl}/portal
Demo API key, for everything in tenant ${tenantId}: ${apiKey}

Create a license. If you send the same request again, you get the same response, and no second license is created:

  curl -i ${baseUrl}/licenses \\
    -H 'X-API-Key: ${apiKey}' \\
    -H 'X-Idempotency-Key: ${randomUUID()}' \\
    -H 'Content-Type: application/json' \\
    -d '${JSON.stringify({ productOfferingId: licenseOfferingId, customerId })}'

Ctrl-C stops the server.
`;
