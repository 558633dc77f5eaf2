import { UsageError, UserError } from '../../lib/user-error.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { ConnectionError } from './http-client.ts';
import { describeMissingFixtures } from './missing-fixtures.ts';
import type { OperationResponse, SmokeClient } from './smoke-client.ts';

/** The API that is checked, and the tenant of the API key. */
export interface ApiIdentity {
  url: string;
  tenantId: string;
}

/**
 * Finds out whether the checks can run at all: with a wrong address or a missing fixture, each of them would fail for a reason
 * that is not its own. It does not judge the responses.
 *
 * @throws UsageError for a wrong address or API key, UserError if something is missing
 */
export async function runPreflight(client: SmokeClient, { url, tenantId }: ApiIdentity): Promise<void> {
  const read = await client
    .send('getSubscription', { path: { subscriptionId: smokeFixtures.subscriptionId } })
    .catch((error: unknown) => {
      throw error instanceof ConnectionError
        ? new UsageError(`${url} cannot be reached: ${error.message}. Check the address, and whether the API runs.`)
        : error;
    });
  const code = readErrorCode(read);
  if (code === 'UNAUTHORIZED') {
    throw new UsageError(
      `${url} does not accept this API key: it is unknown there, was revoked or has expired. Create one with "npx connect-api keys create".`,
    );
  }
  if (code === 'FORBIDDEN') throw createScopeError();
  if (!isConnectApiResponse(read)) {
    throw new UsageError(`${url} is not a Connect API (${read.trace.line}): check the address and its base path.`);
  }

  const probe = async (body: object): Promise<string | undefined> => {
    const { customerId } = smokeFixtures;
    const response = await client.send('createLicense', {
      body: { customerId, type: 'check-no-such', ...body },
      key: null,
    });
    return readErrorCode(response);
  };
  const [customer, license, renewal] = [
    await probe({ productOfferingId: 'check-no-such' }),
    await probe({ productOfferingId: smokeFixtures.licenseOfferingId }),
    await probe({ productOfferingId: smokeFixtures.renewalOfferingId }),
  ];
  const extraAddon = readErrorCode(
    await client.send('getProductOffering', { path: { productOfferingId: smokeFixtures.extraAddonOfferingId } }),
  );
  if (customer === 'FORBIDDEN') throw createScopeError();
  if (customer === 'billing_managed') {
    throw new UserError(
      `Seamless OS manages the billing of the tenant ${tenantId}, so licenses cannot be created there: use an API key of another tenant.`,
    );
  }
  const message = describeMissingFixtures({ read, customer, license, renewal, extraAddon }, { url, tenantId });
  if (message !== undefined) throw new UserError(message);
}

const createScopeError = (): UsageError =>
  new UsageError(
    'This API key lacks a scope that the checks need: create one with all scopes with "npx connect-api keys create".',
  );

const readErrorCode = ({ json }: OperationResponse): string | undefined => {
  const { code } = (json ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

/** Decides only whether this API can have sent the response, not whether the response is right. */
function isConnectApiResponse({ status, json }: OperationResponse): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return status < 300 ? 'subscriptionId' in json : 'code' in json && 'message' in json && json.code !== 'NOT_FOUND';
}
