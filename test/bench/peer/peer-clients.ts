import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const service = { serviceName: 'peer' };

export const peerClient = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
  marshallOptions: { removeUndefinedValues: true },
});
export const peerLogger = new Logger(service);
export const peerMetrics = new Metrics({ ...service, namespace: 'Peer' });

export const peerTables = {
  connect: process.env.CONNECT_TABLE ?? '',
  idempotency: process.env.PEER_IDEMPOTENCY_TABLE ?? '',
  apiKeys: process.env.API_KEYS_TABLE ?? '',
};
