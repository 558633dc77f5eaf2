import { randomUUID } from 'node:crypto';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod';
import { endpoint } from '../../../functions/create-license/endpoint.ts';
import { toInstant } from '../../../lib/domain/calendar.ts';
import type { Customer, ProductOffering, Tenant } from '../../../lib/domain/entity.ts';
import { createLicense, viewLicense } from '../../../lib/domain/license.ts';
import { isNo } from '../../../lib/domain/outcome.ts';
import { momentOf } from '../../../lib/domain/schedule.ts';
import { itemOf } from '../../../lib/store/change.ts';
import { licenseRef } from '../../../lib/store/entity.ts';
import { authenticate, header } from './authenticate.ts';
import { HttpError } from './http-error.ts';
import { observe } from './observe.ts';
import { client, tables } from './tools.ts';

/** What is carried out once. */
interface Order {
  tenant: Tenant;
  idempotencyKey: string;
  payload: { method: string; path: string; body: z.infer<typeof endpoint.body> };
}

/** The rules and words are those of the product; how they are carried out is the usual way. */
async function place({ tenant, payload: { body } }: Order): Promise<APIGatewayProxyResult> {
  const { tenantId } = tenant;
  const get = async <T>(pk: string, sk: string) => {
    const { Item } = await client.send(new GetCommand({ TableName: tables.connect, Key: { pk, sk } }));
    return Item as T | undefined;
  };
  const [customer, offering] = await Promise.all([
    get<Customer>(`${tenantId}#customer#${body.customerId}`, 'customer'),
    get<ProductOffering>(`${tenantId}#product-offering#${body.productOfferingId}`, 'product-offering'),
  ]);
  const licenseId = randomUUID();
  const moment = momentOf(toInstant(Date.now()), tenant.timeZone);
  const license = createLicense(body, { tenant, customer, offering, assignee: undefined }, licenseId, moment);
  if (isNo(license)) return answer(404, { code: 'rejected' in license ? license.rejected : license.refused });
  await client.send(
    new PutCommand({
      TableName: tables.connect,
      Item: { ...itemOf(licenseRef(tenantId, licenseId), license), version: 1, requestId: randomUUID() },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  return answer(201, viewLicense(license, moment.now), { Location: `/licenses/${licenseId}` });
}

const answer = (statusCode: number, body: object, headers: Record<string, string> = {}): APIGatewayProxyResult => ({
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
const placeOnce = makeIdempotent(place, {
  persistenceStore: new DynamoDBPersistenceLayer({ tableName: tables.idempotency, awsSdkV3Client: client }),
  config,
});

export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(observe(endpoint.operation))
  .handler(async (event, context) => {
    config.registerLambdaContext(context);
    const idempotencyKey = header(event, 'x-idempotency-key');
    if (idempotencyKey === undefined) throw new HttpError(400, 'VALIDATION_ERROR');
    const tenant = await authenticate(event, endpoint.scope);
    const text = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8').toString();
    const parsed = endpoint.body.safeParse(JSON.parse(text));
    if (!parsed.success) throw new HttpError(400, 'VALIDATION_ERROR', parsed.error.issues);
    const payload = { method: event.httpMethod, path: event.path, body: parsed.data };
    return placeOnce({ tenant, idempotencyKey, payload });
  });
