import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ContributorInsightsMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import type { TableName } from '../lib/contract/endpoint.ts';
import { listTableIndexes, type TableDefinition, type TableNames, tableDefinitions } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { createDataKey } from './data-key.ts';
import { StageMessaging } from './messaging.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { tableOutputs, toDataStackName, toStageTableNames, toStreamParameterName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

type RestoredTables = { [T in TableName]?: string | undefined } & { connectStream?: string | undefined };

const allTables = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/**
 * The stack that stores the data of a stage, with everything that the other stacks find by name. No deployment deletes any of the data of a
 * stage that is kept.
 */
export class DataStack extends Stack {
  /** The tables in use: the stage's own, or restored ones. */
  readonly tableNames: TableNames;
  private readonly settings: StageSettings;
  /** The customer managed key of the tables. If absent, AWS owns their keys. */
  private readonly encryptionKey: Key | undefined;

  constructor(scope: Construct, settings: StageSettings) {
    const { name, config, env } = settings;
    super(scope, toDataStackName(name), {
      stackName: toDataStackName(name),
      description: `Connect API, ${name}: the tables, the event bus, the queues, the topic of the alarms`,
      env,
      terminationProtection: config.keep,
    });
    this.settings = settings;
    this.encryptionKey = config.encryption === 'CUSTOMER_MANAGED' ? createDataKey(this, name) : undefined;
    const stageTableNames = toStageTableNames(name);
    const createdTables = allTables.map(([table, definition]) =>
      this.addTable(table, stageTableNames[table], definition),
    );
    new StageMessaging(this, settings);
    if (config.alarms) AlarmTopic.create(this, 'alarms', settings);

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
    const { keep, alarms } = this.settings.config;
    // Names the keys that DynamoDB throttles. Each rule has a price per month: see docs/cost.md.
    const throttledKeys = {
      ...(alarms && {
        contributorInsightsSpecification: { enabled: true, mode: ContributorInsightsMode.THROTTLED_KEYS },
      }),
    };
    const table = new Table(this, id, {
      tableName,
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      ...(sortKey !== undefined && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
      ...(timeToLive !== undefined && { timeToLiveAttribute: timeToLive }),
      ...(stream && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      ...(this.encryptionKey
        ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: this.encryptionKey }
        : { encryption: TableEncryption.DEFAULT }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: pointInTimeRecovery },
      // Also for the idempotency table: without its records, repeated requests of the last day would be executed again.
      deletionProtection: keep,
      removalPolicy: RemovalPolicy.RETAIN,
      ...throttledKeys,
    });
    for (const [indexName, index] of listTableIndexes(id)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: index.partitionKey, type: AttributeType.STRING },
        sortKey: { name: index.sortKey, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
        ...throttledKeys,
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
