import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { createFloorReadRequest, createFloorResponse, floorTables, readFloorApiKey } from './floor-requests.ts';

const client = new DynamoDBClient({});

/** Reads all required items in one call. Nothing is checked. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { tenantId, keyId } = readFloorApiKey(event);
  const wanted = createFloorReadRequest(tenantId, keyId, [[`license#${event.pathParameters?.licenseId}`, 'license']]);
  const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
  const item = Responses?.[floorTables.connect]?.find(({ sk }) => sk?.S === 'license');
  return createFloorResponse(item ? 200 : 404, JSON.stringify(item ? unmarshall(item) : {}));
}
