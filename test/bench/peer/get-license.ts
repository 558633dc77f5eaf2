import { GetCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { endpoint } from '../../../functions/get-license/endpoint.ts';
import { toInstant } from '../../../lib/domain/calendar.ts';
import { type LicenseFacts, viewLicense } from '../../../lib/domain/license.ts';
import { authenticatePeerRequest } from './authenticate-peer.ts';
import { HttpError } from './http-error.ts';
import { peerClient, peerTables } from './peer-clients.ts';
import { logPeerRequests } from './peer-request-log.ts';

export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
  .use(logPeerRequests(endpoint.operation))
  .handler(async event => {
    const { tenantId } = await authenticatePeerRequest(event, endpoint.scope);
    const parsed = endpoint.pathParameters.safeParse(event.pathParameters);
    if (!parsed.success) throw new HttpError(400, 'VALIDATION_ERROR', parsed.error.issues);
    const { licenseId } = parsed.data;
    const Key = { pk: `${tenantId}#license#${licenseId}`, sk: 'license' };
    const { Item } = await peerClient.send(new GetCommand({ TableName: peerTables.connect, Key }));
    if (!Item) throw new HttpError(404, 'license_not_found');
    const license = { ...Item, metadata: Item.metadata && JSON.parse(Item.metadata) } as LicenseFacts;
    const body = JSON.stringify(viewLicense(license, toInstant(Date.now())));
    return { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body };
  });
