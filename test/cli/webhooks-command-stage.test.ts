import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tableOutputs, toDataStackName, toQueueName } from '../../infra/resource-names.ts';
import type { TableName } from '../../lib/contract/endpoint.ts';
import { runCommandLine } from '../../tools/cli/run-tool.ts';
import { createWebhookCommand } from '../../tools/cli/webhook-command.ts';
import { openWebhookContext } from '../../tools/cli/webhook-context.ts';
import { haveDeadLetters } from '../jobs/webhooks/have-dead-letters.ts';
import { useFakeCloudFormation } from '../support/fake-cloudformation.ts';
import { useFakeSqs } from '../support/fake-sqs.ts';
import { recordOutput } from '../support/record-output.ts';
import { TestData } from '../support/test-data.ts';
import { useEngine } from '../support/test-engine.ts';
import { addEndpoint, listStoredEndpoints } from '../support/webhook-endpoints.ts';

const engine = useEngine();
const cloudFormation = useFakeCloudFormation();
const sqs = useFakeSqs();
let tenantId: string;

beforeEach(async () => {
  tenantId = await new TestData(engine).haveTenant();
  const tables = Object.entries(tableOutputs) as [TableName, string][];
  const outputs = Object.fromEntries(tables.map(([table, output]) => [output, engine.tables[table]]));
  cloudFormation.stacks.set(toDataStackName('staging'), outputs);
  sqs.queueName = toQueueName('staging', 'webhooks');
  const environment = {
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ENDPOINT_URL_DYNAMODB: engine.url,
    AWS_ENDPOINT_URL_SQS: new URL(sqs.queueUrl).origin,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_PROFILE: '',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
});
afterEach(() => vi.unstubAllEnvs());

async function webhooks(...args: string[]) {
  const { output, said } = recordOutput();
  const all = [...args, '--tenant', tenantId, '--stage', 'staging'];
  return { code: await runCommandLine(createWebhookCommand(openWebhookContext, output), all, output), ...said };
}

describe('npx connect-api webhooks --stage', () => {
  it('refuses loopback addresses, which would be a machine of the stage', async () => {
    for (const url of ['http://127.0.0.1:4000/', 'http://localhost:4000/']) {
      expect(await webhooks('add', url)).toMatchObject({ code: 2, err: expect.stringContaining('https://') });
    }
    for (const url of ['https://127.0.0.1:4000/', 'https://localhost:4000/']) {
      expect(await webhooks('add', url)).toMatchObject({ code: 2, err: expect.stringContaining('public address') });
    }
    expect(await listStoredEndpoints(engine, tenantId)).toEqual([]);
  });

  it('sends replayed messages to the queue of the stage', async () => {
    const added = await addEndpoint(engine, tenantId, 'https://example.com/', Date.now());
    if ('code' in added) throw new Error(added.code);
    const { endpointId } = added.endpoint;
    const [event] = await haveDeadLetters(engine, { tenantId, endpointId }, 1);

    sqs.queueName = 'another';
    expect(await webhooks('replay', '--endpoint', endpointId)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`There is no queue ${toQueueName('staging', 'webhooks')}`),
    });
    sqs.queueName = toQueueName('staging', 'webhooks');
    expect(await webhooks('replay', '--endpoint', endpointId)).toEqual({
      code: 0,
      out: 'Events that are being delivered again: 1\n',
      err: '',
    });
    const [entry] = sqs.calls.flatMap(({ Entries }) => Entries);
    expect(JSON.parse(entry?.MessageBody ?? '')).toMatchObject({
      endpointId,
      eventId: event?.eventId,
      generation: 1,
      attempt: 0,
    });
  });
});
