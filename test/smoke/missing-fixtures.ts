import { smokeFixtureFile, smokeFixtures, smokeTenantId } from '../../tools/local/smoke-fixtures.ts';
import { parseApiAddress } from './api-address.ts';
import type { ApiIdentity } from './preflight.ts';
import type { OperationResponse } from './smoke-client.ts';

/** Findings about the fixtures: the response of a read, and the error codes of creates that cannot succeed. */
interface FixtureProbes {
  read: Pick<OperationResponse, 'status' | 'json'>;
  customer: string | undefined;
  license: string | undefined;
  renewal: string | undefined;
  /** The error code of the read of the offering. */
  extraAddon: string | undefined;
}

const missingOfferingCodes = new Set(['product_offering_not_found', 'product_offering_not_available']);

/** Names the missing fixtures with the commands that import them. Returns undefined if none is missing. */
export function describeMissingFixtures(
  { read, customer, license, renewal, extraAddon }: FixtureProbes,
  identity: ApiIdentity,
): string | undefined {
  const noSubscription = read.status === 404;
  const noAddon = !noSubscription && read.status < 300 && !hasAddon(read.json);
  const missing = [
    customer === 'customer_not_found' && `the customer ${smokeFixtures.customerId}`,
    missingOfferingCodes.has(license ?? '') && `the license offering ${smokeFixtures.licenseOfferingId}`,
    missingOfferingCodes.has(renewal ?? '') && `the license offering ${smokeFixtures.renewalOfferingId}`,
    extraAddon === 'product_offering_not_found' && `the add-on offering ${smokeFixtures.extraAddonOfferingId}`,
    noSubscription && `the subscription ${smokeFixtures.subscriptionId}`,
    noAddon && `an active add-on of ${smokeFixtures.addonOfferingId} on ${smokeFixtures.subscriptionId}`,
  ].filter(what => what !== false);
  if (missing.length === 0) return undefined;
  const endedAddonHint =
    'An import does not reactivate an add-on that has ended: if there was one, give its line another subscriptionAddonId.';
  return [
    `The tenant ${identity.tenantId} lacks ${missing.join(', ')}. Import the fixtures, then run the checks again:`,
    ...listImportCommands(identity).map(line => `  ${line}`),
    ...(noAddon ? [endedAddonHint] : []),
  ].join('\n');
}

function hasAddon(json: unknown): boolean {
  const { addons } = json as { addons?: { productOffering?: { productOfferingId?: unknown } }[] };
  // Reporting another form is left to the checks.
  if (!Array.isArray(addons)) return true;
  return addons.some(addon => addon?.productOffering?.productOfferingId === smokeFixtures.addonOfferingId);
}

/** The file has its own tenant. For another tenant, its tenant line must be removed because it would change that tenant. */
function listImportCommands({ url, tenantId }: ApiIdentity): string[] {
  const isLocal = /^https?:\/\/(localhost|127\.|\[::1\])/.test(parseApiAddress(url)?.origin ?? '');
  const stage = isLocal ? '' : ' --stage NAME';
  if (tenantId === smokeTenantId) return [`npx connect-api import ${smokeFixtureFile}${stage}`];
  const change = `sed '/"kind":"tenant"/d; s/"tenantId":"${smokeTenantId}"/"tenantId":"${tenantId}"/'`;
  return [`${change} ${smokeFixtureFile} > fixtures.ndjson`, `npx connect-api import fixtures.ndjson${stage}`];
}
