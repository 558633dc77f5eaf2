import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answer, keysOf, readKey, tables } from './floor.ts';

const client = new DynamoDBClient({});

/** One read of all that is needed. Nothing is checked. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const { tenantId, keyId } = readKey(event);
  const wanted = keysOf(tenantId, keyId, [[`license#${event.pathParameters?.licenseId}`, 'license']]);
  const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: wanted }));
  const item = Responses?.[tables.connect]?.find(({ sk }) => sk?.S === 'license');
  return answer(item ? 200 : 404, JSON.stringify(item ? unmarshall(item) : {}));
}
