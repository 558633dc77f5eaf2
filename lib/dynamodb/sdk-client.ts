import { BatchGetItemCommand, DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { getEndpointFromInstructions } from '@smithy/core/endpoints';
import { type Client, connectionTimeoutMs, createClient, requestTimeoutMs, signerOf } from './client.ts';

/** The SDK's client, for tools, the tables of this machine and the delivery of webhooks. No request of the API waits for it. */
export const createDynamoDBClient = (overrides: DynamoDBClientConfig = {}): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: requestTimeoutMs,
      connectionTimeout: connectionTimeoutMs,
      throwOnRequestTimeout: true,
    },
    ...overrides,
  });

/** The store's client at the place and with the credentials of one of the SDK, over its connections. */
export function clientOver(sdk: DynamoDBClient): Client {
  const make = async () => {
    const { region, credentials, requestHandler } = sdk.config;
    const endpoint = await getEndpointFromInstructions({}, BatchGetItemCommand, { ...sdk.config });
    return createClient({
      endpoint: endpoint.url.href,
      signer: signerOf(await region(), credentials),
      requestHandler,
    });
  };
  let made: Promise<Client> | undefined;
  return {
    async call(operation, input, options) {
      made ??= make();
      return (await made).call(operation, input, options);
    },
    // They are the SDK's to close.
    destroy() {},
  };
}
