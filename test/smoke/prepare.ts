import { UserError } from '../../lib/user-error.ts';
import { UsageError } from '../../tools/cli/run-tool.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { SmokeAnswer, SmokeClient } from './client.ts';
import { missingFixtures } from './missing-fixtures.ts';
import { Unmet } from './unmet.ts';

/** Where and as whom the checks are made. */
export interface ApiIdentity {
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
export async function runPreflight(client: SmokeClient, { url, tenantId }: ApiIdentity): Promise<void> {
  const read = await client
    .send('getSubscription', { path: { subscriptionId: smokeFixtures.subscriptionId } })
    .catch((error: unknown) => {
      throw error instanceof Unmet ? new UsageError(`Nothing answers at ${url}: ${error.came}.`) : error;
    });
  const code = codeOf(read);
  if (code === 'UNAUTHORIZED') {
    throw new UsageError(`${url} does not accept this API key: it is unknown there, was revoked or has expired.`);
  }
  if (code === 'FORBIDDEN') throw scopeMissing();
  if (!isOurs(read)) {
    throw new UsageError(`${url} is not a Connect API (${read.told.line}): check the address and its base path.`);
  }

  const probe = async (body: object): Promise<string | undefined> => {
    const { customerId } = smokeFixtures;
    const answer = await client.send('createLicense', {
      body: { customerId, type: 'check-no-such', ...body },
      key: null,
    });
    return codeOf(answer);
  };
  const [customer, license, renewal] = [
    await probe({ productOfferingId: 'check-no-such' }),
    await probe({ productOfferingId: smokeFixtures.licenseOfferingId }),
    await probe({ productOfferingId: smokeFixtures.renewalOfferingId }),
  ];
  if (customer === 'FORBIDDEN') throw scopeMissing();
  if (customer === 'billing_managed') {
    throw new UserError(
      `Seamless OS manages the billing of the tenant ${tenantId}, so licenses cannot be created there: use a key of another tenant.`,
    );
  }
  const missing = missingFixtures({ read, customer, license, renewal }, { url, tenantId });
  if (missing !== undefined) throw new UserError(missing);
}

const scopeMissing = (): UsageError =>
  new UsageError(
    'This API key may not do everything that is checked: make one with all scopes, as "npm run keys -- create" does.',
  );

const codeOf = ({ json }: SmokeAnswer): string | undefined => {
  const { code } = (json ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

/** Says of an answer only whether this API could have given it, not whether it should have. */
function isOurs({ status, json }: SmokeAnswer): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return status < 300 ? 'subscriptionId' in json : 'code' in json && 'message' in json && json.code !== 'NOT_FOUND';
}
