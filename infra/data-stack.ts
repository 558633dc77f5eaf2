import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { TableName } from '../lib/schemas/endpoint.ts';
import { indexDefinitions, type TableDefinition, type TableNames, tableDefinitions } from '../lib/store/table.ts';
import { acknowledge } from './acknowledge.ts';
import type { StageSettings } from './context.ts';
import { dataStackName, streamParameterOf, tableNamesOf, tableOutputs } from './names.ts';
import { Outbox } from './outbox.ts';

const all = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/** Keeps what a stage knows. Nothing here is ever deleted by a deployment. */
export class DataStack extends Stack {
  /** The tables in use: the stage's own, or those that a restore made. */
  readonly tableNames: TableNames;

  constructor(scope: Construct, { name, config, env }: StageSettings) {
    super(scope, dataStackName(name), {
      stackName: dataStackName(name),
      description: `Connect API, ${name}: the tables, the event bus, the queues`,
      env,
      terminationProtection: true,
    });
    const own = tableNamesOf(name);
    const made = all.map(([table, definition]) => this.addTable(table, own[table], definition));
    new Outbox(this, name);

    const {
      connect = own.connect,
      apiKeys = own.apiKeys,
      webhooks = own.webhooks,
      connectStream,
    } = config.restoredTables ?? {};
    this.tableNames = { ...own, connect, apiKeys, webhooks };
    const stream =
      connectStream ?? made.find(({ tableStreamArn }) => tableStreamArn !== undefined)?.tableStreamArn ?? '';
    new StringParameter(this, 'stream', { parameterName: streamParameterOf(name), stringValue: stream });
    for (const [table] of all) new CfnOutput(this, tableOutputs[table], { value: this.tableNames[table] });
  }

  private addTable(id: TableName, tableName: string, definition: TableDefinition): Table {
    const { partitionKey, sortKey, timeToLive, stream, pointInTimeRecovery, indexes } = definition;
    const table = new Table(this, id, {
      tableName,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey !== undefined && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(timeToLive !== undefined && { timeToLiveAttribute: timeToLive }),
      ...(stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      // The idempotency table too: without it, for a day every repeat would be done a second time.
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, index] of indexes ? Object.entries(indexDefinitions) : []) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
    if (!pointInTimeRecovery) {
      acknowledge(table, {
        'AwsSolutions-DDB3':
          'What it holds is worth a day. A restored copy would answer with what a restored connect table never saw.',
      });
    }
    return table;
  }
}
