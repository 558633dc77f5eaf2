import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataStackName, queueNameOf, tableOutputs } from '../../infra/names.ts';
import { runProgram } from '../../infra/tools/run-tool.ts';
import { openWebhookPlace } from '../../infra/tools/webhook-place.ts';
import { webhookProgram } from '../../infra/tools/webhook-program.ts';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import { addEndpoint } from '../../lib/webhooks/webhook-administration.ts';
import { listEndpoints, putDeadLetter } from '../../lib/webhooks/webhook-store.ts';
import { useCloudFormation } from '../support/cloudformation.ts';
import { useEngine } from '../support/engine.ts';
import { recordedOutput } from '../support/output.ts';
import { TestData } from '../support/test-data.ts';
import { useSqs } from './fake-sqs.ts';

const engine = useEngine();
const cloudFormation = useCloudFormation();
const sqs = useSqs();
let tenantId: string;

beforeEach(async () => {
  tenantId = await new TestData(engine).haveTenant();
  const tables = Object.entries(tableOutputs) as [TableName, string][];
  const outputs = Object.fromEntries(tables.map(([table, output]) => [output, engine.tables[table]]));
  cloudFormation.stacks.set(dataStackName('staging'), outputs);
  sqs.queueName = queueNameOf('staging', 'webhooks');
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
  const { output, said } = recordedOutput();
  const all = [...args, '--tenant', tenantId, '--stage', 'staging'];
  return { code: await runProgram(webhookProgram(openWebhookPlace, output), all, output), ...said };
}

describe('npm run webhooks --stage', () => {
  it('allows no loopback, which there would be a machine of ours', async () => {
    for (const url of ['http://127.0.0.1:4000/', 'http://localhost:4000/']) {
      expect(await webhooks('add', url)).toMatchObject({ code: 2, err: expect.stringContaining('https://') });
    }
    for (const url of ['https://127.0.0.1:4000/', 'https://localhost:4000/']) {
      expect(await webhooks('add', url)).toMatchObject({ code: 2, err: expect.stringContaining('public place') });
    }
    expect(await listEndpoints(engine, tenantId)).toEqual([]);
  });

  it('replays to the queue of the stage', async () => {
    const added = await addEndpoint(engine, tenantId, 'https://example.com/', Date.now());
    if ('problem' in added) throw new Error(added.problem);
    const { endpointId } = added.endpoint;
    const eventId = '0b7c3c5e-6f6b-4a52-9d2c-2f5f6f0b8f01';
    const what = { tenantId, endpointId, eventId, type: 'license.ended', payload: '{"a":1}' };
    const dead = { ...what, attempts: 21, reason: 'status 500', diedAt: '2024-01-16T09:30:00.000Z', expiresAt: 9e9 };
    await putDeadLetter(engine, dead);

    sqs.queueName = 'another';
    expect(await webhooks('replay', '--endpoint', endpointId)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`There is no queue ${queueNameOf('staging', 'webhooks')}`),
    });
    sqs.queueName = queueNameOf('staging', 'webhooks');
    expect(await webhooks('replay', '--endpoint', endpointId)).toEqual({
      code: 0,
      out: '1 on the way again.\n',
      err: '',
    });
    const [entry] = sqs.calls.flatMap(({ Entries }) => Entries);
    expect(JSON.parse(entry?.MessageBody ?? '')).toEqual({ ...what, attempts: 0, dueAt: expect.any(Number) });
    expect((await webhooks('list', '--dead', '--json')).out).toBe('[]\n');
  });
});
