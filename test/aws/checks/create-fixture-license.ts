import type { ConnectClient } from '../../../client/src/connect-client.ts';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';

/** Creates a license of the fixtures. @throws Error if it is not created */
export async function createFixtureLicense(connect: ConnectClient) {
  const { customerId, licenseOfferingId: productOfferingId } = smokeFixtures;
  const { data, error, response } = await connect.POST('/licenses', { body: { productOfferingId, customerId } });
  if (!data) throw new Error(`No license was created: ${error.code}`);
  return { license: data, requestId: response.headers.get('X-Request-Id') };
}
