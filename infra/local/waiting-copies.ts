import {
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { CopyTask } from '../../lib/copy/copy-task.ts';

/** Copying that is left to do, and where it waits. */
export interface WaitingCopy {
  /** They sort by when they are due. */
  sk: string;
  task: CopyTask;
}

const pk = { S: 'copies' };

/**
 * What SQS is in a deployment: copying that waits until it is due, in a table that only this machine has. Each by itself, for an
 * import that changes thousands of names leaves thousands of them.
 */
export class WaitingCopies {
  private readonly client: DynamoDBClient;
  private readonly table: string;

  /** @param connectTable - in which is copied */
  constructor(client: DynamoDBClient, connectTable: string) {
    this.client = client;
    this.table = `${connectTable}-copies`;
  }

  async createTable(): Promise<void> {
    const command = new CreateTableCommand({
      TableName: this.table,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
      BillingMode: 'PAY_PER_REQUEST',
    });
    await this.client.send(command).catch(error => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
  }

  /** Adds one; the same twice is one. @param dueAt - epoch milliseconds */
  async add(task: CopyTask, dueAt: number): Promise<void> {
    const text = JSON.stringify(task);
    const Item = { pk, sk: { S: `${sortable(dueAt)} ${text}` }, task: { S: text } };
    await this.client.send(new PutItemCommand({ TableName: this.table, Item }));
  }

  /** Those that are due, the longest waiting first. */
  async due(nowMs: number, most: number): Promise<WaitingCopy[]> {
    const { Items = [] } = await this.client.send(
      new QueryCommand({
        TableName: this.table,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk < :next',
        ExpressionAttributeValues: { ':pk': pk, ':next': { S: sortable(nowMs + 1) } },
        Limit: most,
      }),
    );
    return Items.map(({ sk, task }) => ({ sk: sk?.S ?? '', task: CopyTask.parse(JSON.parse(task?.S ?? '')) }));
  }

  /** It was done, or waits elsewhere. */
  async remove({ sk }: WaitingCopy): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName: this.table, Key: { pk, sk: { S: sk } } }));
  }
}

/** As text, epoch milliseconds sort like the numbers. */
const sortable = (ms: number): string => String(ms).padStart(15, '0');
