import type { TableName } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';

/** The name in cdk.json of the configuration of a stage. The stages of pull requests, such as `pr-123`, have that of `dev`. */
export const toConfigName = (stage: string): string => (/^pr-\d+$/.test(stage) ? 'dev' : stage);

/** The name of the CloudFormation stack with a stage's data. */
export const toDataStackName = (stage: string): string => `connect-${stage}-data`;

/** The name of the CloudFormation stack that serves a stage. */
export const toApiStackName = (stage: string): string => `connect-${stage}-api`;

/** The groups of endpoints, each with a stack for its functions. */
export type FunctionGroup = 'api' | 'portal';

/** The name of the CloudFormation stack with the functions of a group of endpoints. */
export const toFunctionsStackName = (stage: string, group: FunctionGroup): string =>
  `connect-${stage}-${group}-functions`;

/** The name of the CloudFormation stack that watches a stage. */
export const toMonitoringStackName = (stage: string): string => `connect-${stage}-monitoring`;

/** The name of the CloudFormation stack with the user pool of the portal. */
export const toSignInStackName = (stage: string): string => `connect-${stage}-sign-in`;

/** The name of the user pool. */
export const toUserPoolName = (stage: string): string => `connect-${stage}`;

/** The prefix of the address of the login pages, which is unique in a region across all accounts. */
export const toLoginDomainPrefix = (stage: string, account: string): string => `connect-${stage}-${account}`;

/** The SSM parameters with the IDs of the user pool and of its client, which cannot be derived from names. */
export const signInParameters = (stage: string) => ({
  poolId: `/connect/${stage}/sign-in/pool-id`,
  clientId: `/connect/${stage}/sign-in/client-id`,
});

/** The fixed name of a function, from the name of its folder. */
export const toFunctionName = (stage: string, folder: string): string => `connect-${stage}-${folder}`;

/** The name of the function that checks the releases of a group of endpoints, without the stage. */
export const toReleaseCheckName = (group: FunctionGroup): string => `check-${group}-release`;

/** The name of the role with which the pipeline moves the aliases of a stage. */
export const toReleaseRoleName = (stage: string): string => `connect-${stage}-release`;

/** The alias of a function that the gateway calls. Each release moves it to a new version. */
export const liveAlias = 'live';

/** The first segment of every path on a stage without a custom domain. */
export const gatewayStageName = 'v1';

/** The fixed name of the gateway, and of the firewall in front of it. */
export const toGatewayName = (stage: string): string => `connect-${stage}`;

/** The outputs of the data stack with the names of the tables in use. */
export const tableOutputs: Record<TableName, string> = {
  connect: 'ConnectTable',
  secrets: 'SecretsTable',
  idempotency: 'IdempotencyTable',
  apiKeys: 'ApiKeysTable',
  webhooks: 'WebhooksTable',
  activity: 'ActivityTable',
  audit: 'AuditTable',
  users: 'UsersTable',
};

/** The output of the API stack with its address, without a trailing slash. */
export const apiUrlOutput = 'Address';

/** Fixed table names, so that the stacks do not reference each other. A reference would block the switch to a restored table. */
export const toStageTableNames = (stage: string): TableNames => ({
  connect: `connect-${stage}-connect`,
  secrets: `connect-${stage}-secrets`,
  idempotency: `connect-${stage}-idempotency`,
  apiKeys: `connect-${stage}-api-keys`,
  webhooks: `connect-${stage}-webhooks`,
  activity: `connect-${stage}-activity`,
  audit: `connect-${stage}-audit`,
  users: `connect-${stage}-users`,
});

/** The fixed names of the destinations of jobs. */
export const toEventBusName = (stage: string): string => `connect-${stage}-events`;
export const toQueueName = (stage: string, queue: 'webhooks'): string => `connect-${stage}-${queue}`;
/** With the longest stage and region names, this name has 63 characters, the limit for buckets. */
export const toFailureBucketName = (stage: string, account: string, region: string): string =>
  `connect-${stage}-untold-${account}-${region}`;

/** The SSM parameter with the stream ARN of the `connect` table, which cannot be derived from a name. */
export const toStreamParameterName = (stage: string): string => `/connect/${stage}/stream`;

/** The value of the metric dimension `service`. It contains the stage, because several stages can share an account. */
export const toServiceName = (stage: string): string => `connect-${stage}`;
