import {
  CloudFormationClient,
  DescribeStacksCommand,
  type DescribeStacksCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { Unusable } from '../local/unusable.ts';
import { stageProblem } from './stage-problem.ts';

/** What CloudFormation says of one stack. */
export type Described = Pick<DescribeStacksCommandOutput, 'Stacks'>;

/** Asks CloudFormation about a stack of a stage. @throws Unusable */
export async function describeStack(stage: string, stack: string): Promise<Described> {
  const client = new CloudFormationClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 5000, connectionTimeout: 3000, throwOnRequestTimeout: true },
  });
  try {
    return await client.send(new DescribeStacksCommand({ StackName: stack }));
  } catch (error) {
    const region = await client.config.region().catch(() => undefined);
    throw new Unusable(stageProblem(error, { stage, stack, region }), { cause: error });
  } finally {
    client.destroy();
  }
}

/** The value of an output of a stack. @throws Unusable for a stack that is not, or not yet, one of ours */
export function outputOf(
  { Stacks = [] }: Described,
  { stage, stack }: Record<'stage' | 'stack', string>,
  output: string,
): string {
  const [described] = Stacks;
  const value = described?.Outputs?.find(({ OutputKey }) => OutputKey === output)?.OutputValue;
  if (value !== undefined) return value;
  const status = described?.StackStatus ?? 'in no state';
  throw new Unusable(`The stack ${stack} (${status}) has no output ${output}: deploy the stage ${stage} first.`);
}
