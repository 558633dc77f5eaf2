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
import { listTableIndexes, type TableDefinition, type TableNames, tableDefinitions } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { StageMessaging } from './messaging.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { tableOutputs, toDataStackName, toStageTableNames, toStreamParameterName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

type RestoredTables = { [T in TableName]?: string | undefined } & { connectStream?: string | undefined };

const allTables = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/** The stack that stores the data of a stage, with everything that the other stacks find by name. No deployment deletes any of the data. */
export class DataStack extends Stack {
  /** The tables in use: the stage's own, or restored ones. */
  readonly tableNames: TableNames;

  constructor(scope: Construct, { name, config, env }: StageSettings) {
    super(scope, toDataStackName(name), {
      stackName: toDataStackName(name),
      description: `Connect API, ${name}: the tables, the event bus, the queues, the topic of the alarms`,
      env,
      terminationProtection: true,
    });
    const stageTableNames = toStageTableNames(name);
    const createdTables = allTables.map(([table, definition]) =>
      this.addTable(table, stageTableNames[table], definition),
    );
    new StageMessaging(this, name);
    AlarmTopic.create(this, 'alarms', name, config.alarmEmail);

    const { connectStream, ...restoredTables }: RestoredTables = config.restoredTables ?? {};
    this.tableNames = Object.fromEntries(
      allTables.map(([table]) => [table, restoredTables[table] ?? stageTableNames[table]]),
    ) as TableNames;
    const streamArn =
      connectStream ?? createdTables.find(({ tableStreamArn }) => tableStreamArn !== undefined)?.tableStreamArn ?? '';
    new StringParameter(this, 'stream', { parameterName: toStreamParameterName(name), stringValue: streamArn });
    for (const [table] of allTables) new CfnOutput(this, tableOutputs[table], { value: this.tableNames[table] });
  }

  private addTable(id: TableName, tableName: string, definition: TableDefinition): Table {
    const { partitionKey, sortKey, timeToLive, stream, pointInTimeRecovery } = definition;
    const table = new Table(this, id, {
      tableName,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey !== undefined && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(timeToLive !== undefined && { timeToLiveAttribute: timeToLive }),
      ...(stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      // Also for the idempotency table: without its records, repeated requests of the last day would be executed again.
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [indexName, index] of listTableIndexes(id)) {
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
          'Records live for one day, and a restored copy would replay responses whose effects are gone. Activity lives for 30 days, and is a copy of changes that other tables store.',
      });
    }
    return table;
  }
}
