import { randomUUID } from 'node:crypto';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod';
import { endpoint } from '../../../functions/create-license/endpoint.ts';
import { toInstant } from '../../../lib/domain/calendar.ts';
import type { CustomerFacts } from '../../../lib/domain/customer.ts';
import { isDomainError } from '../../../lib/domain/domain-error.ts';
import { createDecisionTime } from '../../../lib/domain/effective-dates.ts';
import { decideCreateLicense, viewLicense } from '../../../lib/domain/license.ts';
import type { ProductOfferingFacts } from '../../../lib/domain/product-offering.ts';
import type { Tenant } from '../../../lib/domain/tenant.ts';
import { buildStoredItem } from '../../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { authenticatePeerRequest, readPeerHeader } from './authenticate-peer.ts';
import { HttpError } from './http-error.ts';
import { peerClient, peerTables } from './peer-clients.ts';
import { logPeerRequests } from './peer-request-log.ts';

/** Input of the function that Powertools runs once. */
interface LicenseOrder {
  tenant: Tenant;
  idempotencyKey: string;
  payload: { method: string; path: string; body: z.infer<typeof endpoint.body> };
}

/** Executes an order with the rules of this project, in the way that the documentation of Powertools describes. */
async function executeOrder({ tenant, payload: { body } }: LicenseOrder): Promise<APIGatewayProxyResult> {
  const { tenantId } = tenant;
  const get = async <T>(pk: string, sk: string) => {
    const { Item } = await peerClient.send(new GetCommand({ TableName: peerTables.connect, Key: { pk, sk } }));
    return Item as T | undefined;
  };
  const [customer, offering] = await Promise.all([
    get<CustomerFacts>(`${tenantId}#customer#${body.customerId}`, 'customer'),
    get<ProductOfferingFacts>(`${tenantId}#product-offering#${body.productOfferingId}`, 'product-offering'),
  ]);
  const licenseId = randomUUID();
  const moment = createDecisionTime(toInstant(Date.now()), tenant.timeZone);
  const license = decideCreateLicense(body, { tenant, customer, offering, assignee: undefined }, licenseId, moment);
  if (isDomainError(license))
    return createPeerResponse(404, {
      code: 'businessError' in license ? license.businessError : license.invalidRequest,
    });
  await peerClient.send(
    new PutCommand({
      TableName: peerTables.connect,
      Item: { ...buildStoredItem(licenseRef(tenantId, licenseId), license), version: 1, requestId: randomUUID() },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  return createPeerResponse(201, viewLicense(license, moment.now), { Location: `/licenses/${licenseId}` });
}

const createPeerResponse = (
  statusCode: number,
  body: object,
  headers: Record<string, string> = {},
): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

const config = new IdempotencyConfig({
  eventKeyJmesPath: '[tenant.tenantId, idempotencyKey]',
  payloadValidationJmesPath: 'payload',
  throwOnNoIdempotencyKey: true,
  expiresAfterSeconds: 24 * 3600,
});
const executeOrderOnce = makeIdempotent(executeOrder, {
  persistenceStore: new DynamoDBPersistenceLayer({ tableName: peerTables.idempotency, awsSdkV3Client: peerClient }),
  config,
});

export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(logPeerRequests(endpoint.operation))
  .handler(async (event, context) => {
    config.registerLambdaContext(context);
    const idempotencyKey = readPeerHeader(event, 'x-idempotency-key');
    if (idempotencyKey === undefined) throw new HttpError(400, 'VALIDATION_ERROR');
    const tenant = await authenticatePeerRequest(event, endpoint.scope);
    const text = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString();
    const parsed = endpoint.body.safeParse(JSON.parse(text));
    if (!parsed.success) throw new HttpError(400, 'VALIDATION_ERROR', parsed.error.issues);
    const payload = { method: event.httpMethod, path: event.path, body: parsed.data };
    return executeOrderOnce({ tenant, idempotencyKey, payload });
  });
