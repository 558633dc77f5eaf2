import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  DynamoDBClient,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { createFloorReadRequest, createFloorResponse, floorTables, readFloorApiKey } from './floor-requests.ts';

const client = new DynamoDBClient({});

/** Makes the calls that the operation needs at least, with items of the same size. Nothing is checked. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { tenantId, keyId } = readFloorApiKey(event);
  const record = { pk: { S: `${tenantId}#${event.multiValueHeaders['X-Idempotency-Key']?.[0]}` } };
  const body = JSON.parse(Buffer.from(event.body ?? '', 'base64').toString());
  const { Responses } = await client.send(
    new BatchGetItemCommand({
      RequestItems: {
        ...createFloorReadRequest(tenantId, keyId, [
          [`customer#${body.customerId}`, 'customer'],
          [`product-offering#${body.productOfferingId}`, 'product-offering'],
        ]),
        [floorTables.idempotency]: { Keys: [record], ConsistentRead: true },
      },
    }),
  );
  const storedRecord = Responses?.[floorTables.idempotency]?.[0];
  if (storedRecord) return createFloorResponse(201, storedRecord.body?.S ?? '');

  const found = Responses?.[floorTables.connect] ?? [];
  const license = newLicense(tenantId, found, body.metadata);
  const sent = JSON.stringify({
    licenseId: license.licenseId?.S,
    status: 'ACTIVE',
    type: 'PBX',
    customer: { customerId: body.customerId, name: 'Ada Ltd' },
    productOffering: { productOfferingId: body.productOfferingId, name: 'Cloud PBX', price },
    activatedAt: license.createdAt?.S,
    scheduledChanges: [],
    metadata: body.metadata,
  });
  const seconds = Math.floor(Date.now() / 1000);
  await client.send(
    new TransactWriteItemsCommand({
      ClientRequestToken: randomUUID(),
      TransactItems: [
        {
          Put: {
            TableName: floorTables.idempotency,
            Item: {
              ...record,
              fingerprint: { S: fingerprint },
              fingerprintVersion: { N: '1' },
              requestId: { S: randomUUID() },
              status: { N: '201' },
              headers: {
                M: { 'Content-Type': { S: 'application/json' }, Location: { S: `/licenses/${license.licenseId?.S}` } },
              },
              body: { S: sent },
              expiresAt: { N: String(seconds + 86_400) },
            },
            ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': { N: String(seconds) } },
          },
        },
        { Put: { TableName: floorTables.connect, Item: license, ConditionExpression: 'attribute_not_exists(pk)' } },
      ],
    }),
  );
  return createFloorResponse(201, sent);
}

const fingerprint = '0'.repeat(64);
const price = {
  currency: 'EUR',
  priceType: 'RECURRING',
  netPrice: 9.99,
  billingCycle: { period: 'MONTHLY', interval: 1 },
};

/** Creates an item as large as the one that this project stores. */
function newLicense(tenantId: string, found: Record<string, AttributeValue>[], metadata: object) {
  const licenseId = randomUUID();
  const now = new Date().toISOString();
  const customer = found.find(({ sk }) => sk?.S === 'customer');
  const offering = found.find(({ sk }) => sk?.S === 'product-offering');
  const item: Record<string, AttributeValue> = {
    pk: { S: `${tenantId}#license#${licenseId}` },
    sk: { S: 'license' },
    licenseId: { S: licenseId },
    type: { S: 'PBX' },
    customer: { M: { customerId: customer?.customerId ?? { S: '' }, name: customer?.name ?? { S: '' } } },
    productOffering: {
      M: {
        productOfferingId: offering?.productOfferingId ?? { S: '' },
        name: offering?.name ?? { S: '' },
        price: offering?.price ?? { M: {} },
      },
    },
    cancellationSchedule: { S: 'INSTANT' },
    createdAt: { S: now },
    changedAt: { S: now },
    starts: { M: { on: { S: now.slice(0, 10) }, at: { S: now }, applied: { BOOL: true } } },
    metadata: { S: JSON.stringify(metadata) },
    byTenant: { S: `${tenantId}#license` },
    listOrder: { S: now },
    byCustomer: { S: `${tenantId}#license#${customer?.customerId?.S}` },
    version: { N: '1' },
    requestId: { S: randomUUID() },
  };
  return item;
}
