import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { createCodeDeployReleases } from '../../lib/deployment/code-deploy-releases.ts';
import { createReleaseCheck } from '../../lib/deployment/release-check.ts';
import { readRequiredVariable } from '../../lib/deployment/required-variable.ts';
import { createTelemetry, observeInvocations } from '../../lib/observability/telemetry.ts';
import { allEndpoints } from '../endpoints.ts';
import { toFunctionFolder } from '../function-folder.ts';

const prefix = readRequiredVariable(process.env, 'FUNCTION_NAME_PREFIX');

const { logger, startInvocation } = createTelemetry();

export const handler = observeInvocations(
  startInvocation,
  createReleaseCheck({
    releases: createCodeDeployReleases(new CodeDeployClient(), new LambdaClient()),
    endpointsByFunction: new Map(allEndpoints.map(one => [prefix + toFunctionFolder(one.operation), one])),
    logger,
  }),
);
