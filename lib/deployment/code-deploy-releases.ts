import {
  type CodeDeployClient,
  GetDeploymentCommand,
  PutLifecycleEventHookExecutionStatusCommand,
} from '@aws-sdk/client-codedeploy';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import type { FunctionVersion, Releases } from './release-check.ts';

/** The description of a deployment that CloudFormation starts, as far as it is used. */
const AppSpec = z.object({
  Resources: z
    .array(
      z.record(z.string(), z.object({ Properties: z.object({ Name: z.string(), TargetVersion: z.coerce.string() }) })),
    )
    .length(1),
});

/** Creates {@link Releases} that use CodeDeploy and Lambda. */
export const createCodeDeployReleases = (codeDeploy: CodeDeployClient, lambda: LambdaClient): Releases => ({
  async findNewVersion(deploymentId) {
    const { deploymentInfo } = await codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
    const { appSpecContent, string } = deploymentInfo?.revision ?? {};
    return parseAppSpec(appSpecContent?.content ?? string?.content ?? '');
  },

  async invoke({ functionName, version }, event) {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: functionName, Qualifier: version, Payload: JSON.stringify(event) }),
    );
    return { functionError: FunctionError, payload: Payload?.transformToString() ?? '' };
  },

  async reportResult({ DeploymentId, LifecycleEventHookExecutionId }, isAccepted) {
    await codeDeploy.send(
      new PutLifecycleEventHookExecutionStatusCommand({
        deploymentId: DeploymentId,
        lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
        status: isAccepted ? 'Succeeded' : 'Failed',
      }),
    );
  },
});

function parseAppSpec(content: string): FunctionVersion {
  const [resource = {}] = AppSpec.parse(JSON.parse(content)).Resources;
  const [{ Properties: { Name = '', TargetVersion = '' } = {} } = {}] = Object.values(resource);
  return { functionName: Name, version: TargetVersion };
}
