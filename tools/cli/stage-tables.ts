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
 * Asks CloudFormation for the tables of a stage. A restored table takes the place of the stage's own by the same outputs.
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
    throw new UserError(describeStageError(error, { stage, stack, region }), { cause: error });
  } finally {
    client.destroy();
  }
}

/** The tables that a data stack names in its outputs. @throws UserError for a stack that is not, or not yet, one of ours */
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
      `The stack ${toDataStackName(stage)} (${stack?.StackStatus ?? 'in no state'}) has no output ${output}: deploy the stage ${stage} first.`,
    );
  };
  return {
    connect: requireOutput(tableOutputs.connect),
    idempotency: requireOutput(tableOutputs.idempotency),
    apiKeys: requireOutput(tableOutputs.apiKeys),
    webhooks: requireOutput(tableOutputs.webhooks),
  };
}
