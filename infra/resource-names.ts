import type { TableName } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';

/** The CloudFormation stack that keeps a stage's data. */
export const toDataStackName = (stage: string): string => `connect-${stage}-data`;

/** The CloudFormation stack that serves a stage. */
export const toApiStackName = (stage: string): string => `connect-${stage}-api`;

/** The outputs of the data stack that hold the names of the tables in use. */
export const tableOutputs: Record<TableName, string> = {
  connect: 'ConnectTable',
  idempotency: 'IdempotencyTable',
  apiKeys: 'ApiKeysTable',
  webhooks: 'WebhooksTable',
};

/** The output of the API stack that holds its address, without a slash at the end. */
export const apiUrlOutput = 'Address';

/** Fixed names: the stacks need no reference to each other, which would hold both back when a restored table takes over. */
export const toStageTableNames = (stage: string): TableNames => ({
  connect: `connect-${stage}-connect`,
  idempotency: `connect-${stage}-idempotency`,
  apiKeys: `connect-${stage}-api-keys`,
  webhooks: `connect-${stage}-webhooks`,
});

/** What jobs send to, by fixed names as well. */
export const toEventBusName = (stage: string): string => `connect-${stage}-events`;
export const toQueueName = (stage: string, queue: 'webhooks'): string => `connect-${stage}-${queue}`;
/** Of a stage and a region with names as long as they may be, this has the 63 characters that the name of a bucket may have. */
export const toFailureBucketName = (stage: string, account: string, region: string): string =>
  `connect-${stage}-untold-${account}-${region}`;

/** The parameter with the ARN of the stream of the `connect` table, which no name leads to. */
export const toStreamParameterName = (stage: string): string => `/connect/${stage}/stream`;

/** The value of the metrics' dimension `service`: several stages may share an account. */
export const toServiceName = (stage: string): string => `connect-${stage}`;
