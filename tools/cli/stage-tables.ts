import {
  CloudFormationClient,
  DescribeStacksCommand,
  type DescribeStacksCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { tableOutputs, toDataStackName } from '../../infra/resource-names.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { UserError } from '../../lib/user-error.ts';
import { describeStageError } from './stage-error.ts';

/**
 * Reads the names of a stage's tables from CloudFormation. After a restore, the outputs name the restored table.
 *
 * @throws UserError
 */
export async function findStageTables(stage: string): Promise<TableNames> {
  const client = new CloudFormationClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 5000, connectionTimeout: 3000, throwOnRequestTimeout: true },
  });
  const stack = toDataStackName(stage);
  try {
    return readTableOutputs(await client.send(new DescribeStacksCommand({ StackName: stack })), stage);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const region = await client.config.region().catch(() => undefined);
    throw new UserError(
      describeStageError(error, {
        ...{ stage, region, resource: `stack ${stack}`, service: 'CloudFormation' },
        actions: 'cloudformation:DescribeStacks',
      }),
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}

/** Reads the table names from the outputs of a data stack. @throws UserError if an output is missing */
export function readTableOutputs(
  { Stacks = [] }: Pick<DescribeStacksCommandOutput, 'Stacks'>,
  stage: string,
): TableNames {
  const [stack] = Stacks;
  const outputs = new Map(stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const requireOutput = (output: string): string => {
    const name = outputs.get(output);
    if (name !== undefined) return name;
    throw new UserError(
      `The stack ${toDataStackName(stage)} (${stack?.StackStatus ?? 'without a status'}) has no output ${output}: deploy the stage ${stage} first.`,
    );
  };
  return {
    connect: requireOutput(tableOutputs.connect),
    secrets: requireOutput(tableOutputs.secrets),
    idempotency: requireOutput(tableOutputs.idempotency),
    apiKeys: requireOutput(tableOutputs.apiKeys),
    webhooks: requireOutput(tableOutputs.webhooks),
    activity: requireOutput(tableOutputs.activity),
    audit: requireOutput(tableOutputs.audit),
    users: requireOutput(tableOutputs.users),
  };
}
