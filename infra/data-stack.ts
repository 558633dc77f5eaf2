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
import type { TableName } from '../lib/contract/endpoint.ts';
import { indexDefinitions, type TableDefinition, type TableNames, tableDefinitions } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { StageMessaging } from './messaging.ts';
import { tableOutputs, toDataStackName, toStageTableNames, toStreamParameterName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

const allTables = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/** Keeps what a stage knows. Nothing here is ever deleted by a deployment. */
export class DataStack extends Stack {
  /** The tables in use: the stage's own, or those that a restore made. */
  readonly tableNames: TableNames;

  constructor(scope: Construct, { name, config, env }: StageSettings) {
    super(scope, toDataStackName(name), {
      stackName: toDataStackName(name),
      description: `Connect API, ${name}: the tables, the event bus, the queues`,
      env,
      terminationProtection: true,
    });
    const stageTableNames = toStageTableNames(name);
    const createdTables = allTables.map(([table, definition]) =>
      this.addTable(table, stageTableNames[table], definition),
    );
    new StageMessaging(this, name);

    const {
      connect = stageTableNames.connect,
      apiKeys = stageTableNames.apiKeys,
      webhooks = stageTableNames.webhooks,
      connectStream,
    } = config.restoredTables ?? {};
    this.tableNames = { ...stageTableNames, connect, apiKeys, webhooks };
    const streamArn =
      connectStream ?? createdTables.find(({ tableStreamArn }) => tableStreamArn !== undefined)?.tableStreamArn ?? '';
    new StringParameter(this, 'stream', { parameterName: toStreamParameterName(name), stringValue: streamArn });
    for (const [table] of allTables) new CfnOutput(this, tableOutputs[table], { value: this.tableNames[table] });
  }

  private addTable(id: TableName, tableName: string, definition: TableDefinition): Table {
    const { partitionKey, sortKey, timeToLive, stream: streamArn, pointInTimeRecovery, indexes } = definition;
    const table = new Table(this, id, {
      tableName,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey !== undefined && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(timeToLive !== undefined && { timeToLiveAttribute: timeToLive }),
      ...(streamArn && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
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
      acknowledgeFindings(table, {
        'AwsSolutions-DDB3':
          'What it holds is worth a day. A restored copy would answer with what a restored connect table never saw.',
      });
    }
    return table;
  }
}
