import {
  CloudFormationClient,
  DescribeStacksCommand,
  type DescribeStacksCommandOutput,
} from '@aws-sdk/client-cloudformation';
import type { TableNames } from '../../lib/store/table.ts';
import { Unusable } from '../local/unusable.ts';
import { dataStackName, tableOutputs } from '../names.ts';
import { stageProblem } from './stage-problem.ts';

/**
 * Asks CloudFormation for the tables of a stage. A restored table takes the place of the stage's own by the same outputs.
 *
 * @throws Unusable
 */
export async function findStageTables(stage: string): Promise<TableNames> {
  const client = new CloudFormationClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 5000, connectionTimeout: 3000, throwOnRequestTimeout: true },
  });
  const stack = dataStackName(stage);
  try {
    return tablesIn(await client.send(new DescribeStacksCommand({ StackName: stack })), stage);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    const region = await client.config.region().catch(() => undefined);
    throw new Unusable(stageProblem(error, { stage, stack, region }), { cause: error });
  } finally {
    client.destroy();
  }
}

/** The tables that a data stack names in its outputs. @throws Unusable for a stack that is not, or not yet, one of ours */
export function tablesIn({ Stacks = [] }: Pick<DescribeStacksCommandOutput, 'Stacks'>, stage: string): TableNames {
  const [stack] = Stacks;
  const outputs = new Map(stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const nameOf = (output: string): string => {
    const name = outputs.get(output);
    if (name !== undefined) return name;
    throw new Unusable(
      `The stack ${dataStackName(stage)} (${stack?.StackStatus ?? 'in no state'}) has no output ${output}: deploy the stage ${stage} first.`,
    );
  };
  return {
    connect: nameOf(tableOutputs.connect),
    idempotency: nameOf(tableOutputs.idempotency),
    apiKeys: nameOf(tableOutputs.apiKeys),
    webhooks: nameOf(tableOutputs.webhooks),
  };
}
