import { addressFrom } from './address.ts';
import type { Answer } from './client.ts';
import { fixtureFile, fixtures, fixtureTenantId } from './fixtures.ts';
import type { Identity } from './prepare.ts';

/** What was found out about the fixtures: a subscription's answer, and the codes of creates that can only fail. */
interface Found {
  read: Pick<Answer, 'status' | 'json'>;
  customer: string | undefined;
  license: string | undefined;
  renewal: string | undefined;
}

/** Names the fixtures that are missing and says how they are imported; undefined: all are there. */
export function missingFixtures({ read, customer, license, renewal }: Found, identity: Identity): string | undefined {
  const gone = new Set(['product_offering_not_found', 'product_offering_not_available']);
  const noSubscription = read.status === 404;
  const noAddon = !noSubscription && read.status < 300 && !hasAddon(read.json);
  const missing = [
    customer === 'customer_not_found' && `the customer ${fixtures.customerId}`,
    gone.has(license ?? '') && `the license offering ${fixtures.licenseOfferingId}`,
    gone.has(renewal ?? '') && `the license offering ${fixtures.renewalOfferingId}`,
    noSubscription && `the subscription ${fixtures.subscriptionId}`,
    noAddon && `a live add-on of ${fixtures.addonOfferingId} on ${fixtures.subscriptionId}`,
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
  return addons.some(addon => addon?.productOffering?.productOfferingId === fixtures.addonOfferingId);
}

/** The file is of a tenant of its own; for another one the tenant's line must go, as it would change that tenant. */
function importCommands({ url, tenantId }: Identity): string[] {
  const stage = /^https?:\/\/(localhost|127\.|\[::1\])/.test(addressFrom(url)?.origin ?? '') ? '' : ' --stage NAME';
  if (tenantId === fixtureTenantId) return [`npm run import -- ${fixtureFile}${stage}`];
  const change = `sed '/"kind":"tenant"/d; s/"tenantId":"${fixtureTenantId}"/"tenantId":"${tenantId}"/'`;
  return [`${change} ${fixtureFile} > fixtures.ndjson`, `npm run import -- fixtures.ndjson${stage}`];
}
