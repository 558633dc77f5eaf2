import { smokeFixtureFile, smokeFixtures, smokeTenantId } from '../../tools/local/smoke-fixtures.ts';
import { addressFrom } from './address.ts';
import type { SmokeAnswer } from './client.ts';
import type { ApiIdentity } from './prepare.ts';

/** What was found out about the fixtures: a subscription's answer, and the codes of creates that can only fail. */
interface Found {
  read: Pick<SmokeAnswer, 'status' | 'json'>;
  customer: string | undefined;
  license: string | undefined;
  renewal: string | undefined;
}

/** Names the fixtures that are missing and says how they are imported; undefined: all are there. */
export function missingFixtures(
  { read, customer, license, renewal }: Found,
  identity: ApiIdentity,
): string | undefined {
  const gone = new Set(['product_offering_not_found', 'product_offering_not_available']);
  const noSubscription = read.status === 404;
  const noAddon = !noSubscription && read.status < 300 && !hasAddon(read.json);
  const missing = [
    customer === 'customer_not_found' && `the customer ${smokeFixtures.customerId}`,
    gone.has(license ?? '') && `the license offering ${smokeFixtures.licenseOfferingId}`,
    gone.has(renewal ?? '') && `the license offering ${smokeFixtures.renewalOfferingId}`,
    noSubscription && `the subscription ${smokeFixtures.subscriptionId}`,
    noAddon && `a live add-on of ${smokeFixtures.addonOfferingId} on ${smokeFixtures.subscriptionId}`,
  ].filter(what => what !== false);
  if (missing.length === 0) return undefined;
  const ended =
    'An import does not revive what has ended: if there was an add-on, give its line another subscriptionAddonId.';
  return [
    `The tenant ${identity.tenantId} lacks ${missing.join(', ')}. Import what the checks need, then run them again:`,
    ...importCommands(identity).map(line => `  ${line}`),
    ...(noAddon ? [ended] : []),
  ].join('\n');
}

function hasAddon(json: unknown): boolean {
  const { addons } = json as { addons?: { productOffering?: { productOfferingId?: unknown } }[] };
  // Of another form: the checks say so.
  if (!Array.isArray(addons)) return true;
  return addons.some(addon => addon?.productOffering?.productOfferingId === smokeFixtures.addonOfferingId);
}

/** The file is of a tenant of its own; for another one the tenant's line must go, as it would change that tenant. */
function importCommands({ url, tenantId }: ApiIdentity): string[] {
  const stage = /^https?:\/\/(localhost|127\.|\[::1\])/.test(addressFrom(url)?.origin ?? '') ? '' : ' --stage NAME';
  if (tenantId === smokeTenantId) return [`npm run import -- ${smokeFixtureFile}${stage}`];
  const change = `sed '/"kind":"tenant"/d; s/"tenantId":"${smokeTenantId}"/"tenantId":"${tenantId}"/'`;
  return [`${change} ${smokeFixtureFile} > fixtures.ndjson`, `npm run import -- fixtures.ndjson${stage}`];
}
