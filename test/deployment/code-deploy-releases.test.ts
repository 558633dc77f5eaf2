import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCodeDeployReleases } from '../../lib/deployment/code-deploy-releases.ts';
import type { Releases } from '../../lib/deployment/release-check.ts';

/** The specification that CloudFormation gives CodeDeploy for an alias. */
const appSpec = {
  version: '0.0',
  Resources: [
    {
      'connect-dev-create-license': {
        Type: 'AWS::Lambda::Function',
        Properties: { Name: 'connect-dev-create-license', Alias: 'live', CurrentVersion: '6', TargetVersion: '7' },
      },
    },
  ],
};

let revision: object;
const calls: { operation: string; input: unknown }[] = [];
const aws = createServer(async (request, response) => {
  const operation = String(request.headers['x-amz-target'] ?? request.url).replace(/^CodeDeploy_20141006\./, '');
  calls.push({ operation, input: await json(request) });
  if (operation === 'GetDeployment') response.end(JSON.stringify({ deploymentInfo: { revision } }));
  else if (operation.startsWith('/')) response.setHeader('X-Amz-Function-Error', 'Unhandled').end('{"errorType":"E"}');
  else response.end('{}');
});
let releases: Releases;
beforeAll(async () => {
  aws.listen(0, '127.0.0.1');
  await once(aws, 'listening');
  const settings = {
    endpoint: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  releases = createCodeDeployReleases(new CodeDeployClient(settings), new LambdaClient(settings));
});
beforeEach(() => {
  calls.length = 0;
});
afterAll(() => {
  aws.close();
  aws.closeAllConnections();
});

it.each([
  ['AppSpecContent', { revisionType: 'AppSpecContent', appSpecContent: { content: JSON.stringify(appSpec) } }],
  ['String', { revisionType: 'String', string: { content: JSON.stringify(appSpec) } }],
])('finds the new version of a deployment in a revision of the type %s', async (_type, given) => {
  revision = given;
  expect(await releases.findNewVersion('d-1')).toEqual({ functionName: 'connect-dev-create-license', version: '7' });
  expect(calls).toEqual([{ operation: 'GetDeployment', input: { deploymentId: 'd-1' } }]);
});

it('rejects a deployment without a specification', async () => {
  revision = {};
  await expect(releases.findNewVersion('d-1')).rejects.toThrow();
});

it('invokes the version itself, not the alias, and returns its error', async () => {
  const version = { functionName: 'connect-dev-create-license', version: '7' };
  expect(await releases.invoke(version, { path: '/' })).toEqual({
    functionError: 'Unhandled',
    payload: '{"errorType":"E"}',
  });
  expect(calls).toEqual([
    { operation: expect.stringMatching(/create-license\/invocations\?Qualifier=7$/), input: { path: '/' } },
  ]);
});

it.each([
  [true, 'Succeeded'],
  [false, 'Failed'],
])('reports the result %s as %s', async (isAccepted, status) => {
  await releases.reportResult({ DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'hook' }, isAccepted);
  expect(calls).toEqual([
    {
      operation: 'PutLifecycleEventHookExecutionStatus',
      input: { deploymentId: 'd-1', lifecycleEventHookExecutionId: 'hook', status },
    },
  ]);
});
