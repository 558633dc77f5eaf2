/** Orders a license and cancels it. In your own project, import from '@connect-api/client'. */
import { createConnectClient, NoAnswer } from '../src/index.ts';

const { CONNECT_URL: baseUrl = '', CONNECT_API_KEY: apiKey = '' } = process.env;
const connect = createConnectClient({ baseUrl, apiKey });

/** Uses the order's id as the idempotency key: even a program that was restarted orders the license only once. */
async function order(orderId: string): Promise<string> {
  const { data, error } = await connect.POST('/licenses', {
    body: { productOfferingId: 'demo-license-offering', customerId: 'demo-customer', metadata: { orderId } },
    headers: { 'X-Idempotency-Key': orderId },
    signal: AbortSignal.timeout(60_000),
  });
  if (data) return data.licenseId;
  switch (error.code) {
    case 'customer_not_found':
      throw new Error('Import the customer first.');
    case 'outcome_unknown':
      throw new Error(`Order again with the same key: ${orderId}.`);
    default:
      throw new Error(
        error.details?.map(({ property, message }) => `${property} ${message}`).join('; ') ?? error.message,
      );
  }
}

try {
  const licenseId = await order(`order-${Date.now()}`);
  const path = { licenseId };
  const { data } = await connect.POST('/licenses/{licenseId}/cancel', {
    params: { path },
    body: { scheduledAt: '2150-01-01' },
  });
  console.log(licenseId, data?.pendingStatus);
} catch (error) {
  console.error(
    error instanceof NoAnswer ? `No response: repeat the call with the key ${error.idempotencyKey}.` : error,
  );
  process.exitCode = 1;
}
