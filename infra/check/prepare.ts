import { Unusable } from '../local/unusable.ts';
import { Misused } from '../tools/run-tool.ts';
import type { Answer, Client } from './client.ts';
import { fixtures } from './fixtures.ts';
import { missingFixtures } from './missing-fixtures.ts';
import { Unmet } from './unmet.ts';

/** Where and as whom the checks are made. */
export interface Identity {
  url: string;
  /** As the key says. */
  tenantId: string;
}

/**
 * Looks whether the checks can be made at all: a wrong address or a missing fixture would make each of them fail for a reason that
 * is not its own. What is wrong with answers is not judged here.
 *
 * @throws Misused for a wrong address or key, Unusable for what is missing
 */
export async function prepare(client: Client, { url, tenantId }: Identity): Promise<void> {
  const read = await client
    .send('getSubscription', { path: { subscriptionId: fixtures.subscriptionId } })
    .catch((error: unknown) => {
      throw error instanceof Unmet ? new Misused(`Nothing answers at ${url}: ${error.came}.`) : error;
    });
  const code = codeOf(read);
  if (code === 'UNAUTHORIZED') {
    throw new Misused(`${url} does not accept this API key: it is unknown there, was revoked or has expired.`);
  }
  if (code === 'FORBIDDEN') throw scopeMissing();
  if (!isOurs(read)) {
    throw new Misused(`${url} is not a Connect API (${read.told.line}): check the address and its base path.`);
  }

  const probe = async (body: object): Promise<string | undefined> => {
    const { customerId } = fixtures;
    const answer = await client.send('createLicense', {
      body: { customerId, type: 'check-no-such', ...body },
      key: null,
    });
    return codeOf(answer);
  };
  const [customer, license, renewal] = [
    await probe({ productOfferingId: 'check-no-such' }),
    await probe({ productOfferingId: fixtures.licenseOfferingId }),
    await probe({ productOfferingId: fixtures.renewalOfferingId }),
  ];
  if (customer === 'FORBIDDEN') throw scopeMissing();
  if (customer === 'billing_managed') {
    throw new Unusable(
      `Seamless OS manages the billing of the tenant ${tenantId}, so licenses cannot be created there: use a key of another tenant.`,
    );
  }
  const missing = missingFixtures({ read, customer, license, renewal }, { url, tenantId });
  if (missing !== undefined) throw new Unusable(missing);
}

const scopeMissing = (): Misused =>
  new Misused(
    'This API key may not do everything that is checked: make one with all scopes, as "npm run keys -- create" does.',
  );

const codeOf = ({ json }: Answer): string | undefined => {
  const { code } = (json ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

/** Says of an answer only whether this API could have given it, not whether it should have. */
function isOurs({ status, json }: Answer): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return status < 300 ? 'subscriptionId' in json : 'code' in json && 'message' in json && json.code !== 'NOT_FOUND';
}
