import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';

/** Deletes the idempotency records whose time is over, which DynamoDB does by itself and the engine on this machine does not. */
export async function sweepExpired(client: DynamoDBClient, table: string, nowMs: number): Promise<number> {
  const now = { ':now': { N: String(Math.floor(nowMs / 1000)) } };
  const expired = { ExpressionAttributeNames: { '#at': 'expiresAt' }, ExpressionAttributeValues: now };
  let swept = 0;
  const scan = { TableName: table, FilterExpression: '#at <= :now', ProjectionExpression: 'pk', ...expired };
  for await (const { Items = [] } of paginateScan({ client, pageSize: 100 }, scan)) {
    for (const { pk } of Items) {
      if (!pk) continue;
      // The key may have been used anew since it was found.
      const command = { TableName: table, Key: { pk }, ConditionExpression: '#at <= :now', ...expired };
      try {
        await client.send(new DeleteItemCommand(command));
        swept += 1;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    }
  }
  return swept;
}
