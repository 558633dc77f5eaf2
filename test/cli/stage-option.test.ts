import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tableOutputs, toDataStackName } from '../../infra/resource-names.ts';
import type { TableName } from '../../lib/contract/endpoint.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { createApiKeyCommand } from '../../tools/cli/api-key-command.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { readTableOutputs } from '../../tools/cli/stage-tables.ts';
import { openToolStore } from '../../tools/cli/tool-store.ts';
import { useFakeCloudFormation } from '../support/fake-cloudformation.ts';
import { useProcesses } from '../support/processes.ts';
import { recordOutput } from '../support/record-output.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const cloudFormation = useFakeCloudFormation();
const start = useProcesses();

const outputsOf = (tables: TableNames) =>
  Object.fromEntries(Object.entries(tableOutputs).map(([table, output]) => [output, tables[table as TableName]]));
/** The variables that the AWS tools read, without any settings of the user. */
const environment = () => ({
  AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
  AWS_ENDPOINT_URL_DYNAMODB: engine.url,
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_PROFILE: '',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  AWS_EC2_METADATA_DISABLED: 'true',
});

beforeEach(() => {
  cloudFormation.stacks.set(toDataStackName('staging'), outputsOf(engine.tables));
  for (const [name, value] of Object.entries(environment())) vi.stubEnv(name, value);
});
afterEach(() => {
  vi.unstubAllEnvs();
  cloudFormation.refusal = undefined;
  cloudFormation.requestedStacks.length = 0;
});

async function keys(...args: string[]) {
  const { output, said } = recordOutput();
  return { code: await runCommandLine(createApiKeyCommand(openToolStore, output), args, output), ...said };
}

const list = (stage: string) => keys('list', '--tenant', 'check', '--stage', stage);

describe('a command with --stage', () => {
  it('uses the tables in the outputs of the data stack', async () => {
    const tool = start(
      'tools/cli/main.ts',
      ['import', 'tools/local/smoke-fixtures.ndjson', '--stage', 'staging'],
      environment(),
    );
    expect(await tool.waitForExit()).toBe(0);
    expect(tool.stdout()).toBe('7 created, 0 updated, 0 unchanged, 0 differ, 0 failed\n');
    const made = await keys('--stage', 'staging', 'create', '--tenant', 'check', '--name', 'pipeline');
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^connect_test_check_\w+\n$/) });
    expect(await list('staging')).toMatchObject({ code: 0, out: expect.stringContaining('pipeline') });
    expect(cloudFormation.requestedStacks).toEqual(Array(3).fill('connect-staging-data'));
  });

  it('does not call AWS without the option', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', engine.url);
    expect(await keys('list', '--tenant', 'nobody')).toMatchObject({ code: 1 });
    expect(cloudFormation.requestedStacks).toEqual([]);
  });

  it.each([
    [
      'the stage is not deployed',
      {},
      'The stage dev is not deployed in region eu-central-1 of this account (there is no stack connect-dev-data): ',
    ],
    ['there are no credentials', { AWS_ACCESS_KEY_ID: '' }, 'There are no usable AWS credentials ('],
    [
      'the profile is unknown',
      { AWS_PROFILE: 'nobody', AWS_ACCESS_KEY_ID: '' },
      'There are no usable AWS credentials (',
    ],
    ['no region is set', { AWS_REGION: '' }, 'No AWS region is set, so the stage dev cannot be found: '],
    [
      'CloudFormation cannot be reached',
      { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://127.0.0.1:9' },
      'CloudFormation in region eu-central-1 cannot be reached (',
    ],
  ])('explains in one sentence that %s', async (_what, variables, sentence) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    const { code, out, err } = await list('dev');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['AccessDenied', 403, 'they need cloudformation:DescribeStacks.\n'],
    ['ExpiredToken', 403, 'AWS does not accept these credentials (ExpiredToken): sign in, or set AWS_PROFILE.\n'],
  ])('explains the error %s', async (code, status, sentence) => {
    cloudFormation.refusal = { status, code };
    expect(await list('staging')).toMatchObject({ code: 1, out: '', err: expect.stringContaining(sentence) });
  });

  it.each(['My Stage', '', 'connect-staging-data/x', 'nope', 'toString'])('refuses %j as a name', async name => {
    const refused = await list(name);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('It must be a stage in cdk.json (dev, '),
    });
    expect(cloudFormation.requestedStacks).toEqual([]);
  });

  it('prints an error of DynamoDB without a stack trace', async () => {
    const message = 'User: arn:aws:iam::111122223333:user/x is not authorized to perform: dynamodb:GetItem';
    const server = createServer((_request, response) =>
      response
        .writeHead(400, { 'Content-Type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message })),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    expect(await list('staging')).toEqual({ code: 1, out: '', err: `AccessDeniedException: ${message}\n` });
    server.close();
    server.closeAllConnections();
  });
});

describe('the table names in the outputs', () => {
  const stack = (outputs: Record<string, string>) => ({
    Stacks: [
      {
        StackName: 'connect-dev-data',
        CreationTime: new Date(0),
        StackStatus: 'REVIEW_IN_PROGRESS' as const,
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
      },
    ],
  });
  const tables = {
    connect: 'restored',
    secrets: 's',
    idempotency: 'i',
    apiKeys: 'k',
    webhooks: 'w',
    activity: 'f',
    audit: 'a',
    users: 'u',
  };

  it('are read by the names of the outputs', () => {
    expect(readTableOutputs(stack(outputsOf(tables)), 'dev')).toEqual(tables);
  });

  it('are reported as missing in a stack that is not deployed yet', () => {
    expect(() => readTableOutputs(stack({}), 'dev')).toThrow(
      'The stack connect-dev-data (REVIEW_IN_PROGRESS) has no output ConnectTable: deploy the stage dev first.',
    );
  });
});
