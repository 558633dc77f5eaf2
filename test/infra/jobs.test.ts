import { describe, expect, it } from 'vitest';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { jobs } from '../../functions/jobs.ts';
import { productionAccount, type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks();
const place = `eu-central-1:${productionAccount}`;
const queue = (name: string) => `arn:aws:sqs:${place}:connect-production-${name}`;
const table = (name: string) => `arn:aws:dynamodb:${place}:table/connect-production-${name}`;

const functionOf = (name: string): [string, TemplateJson] => {
  const isIt = ([, { Properties }]: [string, TemplateJson]) =>
    Properties.FunctionName === `connect-production-${toFunctionFolder(name)}`;
  return Object.entries(stage.api('AWS::Lambda::Function')).find(isIt) ?? expect.fail(`no function of ${name}`);
};

/** Lists the permissions of a function as `action resource`, without logs and traces. */
function permissionsOf(name: string): string[] {
  const [, { Properties }] = functionOf(name);
  const role = Properties.Role['Fn::GetAtt'][0];
  const text = (resource: TemplateJson): string => (typeof resource === 'string' ? resource : JSON.stringify(resource));
  return stage
    .properties('AWS::IAM::Policy')
    .filter(({ Roles }) => Roles[0].Ref === role)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap(({ Action, Resource }: TemplateJson) =>
      [Action].flat().flatMap(action => [Resource].flat().map(resource => `${action} ${text(resource)}`)),
    )
    .filter(permission => !/^(logs|xray):/.test(permission))
    .sort();
}

const stream = { Ref: expect.stringMatching(/^SsmParameterValueconnectproductionstream/) };
const sourceOf = (name: string) =>
  stage
    .properties('AWS::Lambda::EventSourceMapping')
    .find(({ FunctionName }) => FunctionName.Ref === functionOf(name)[0]);

/** Written by hand, as an independent check of each job. */
const permissions: Record<string, unknown[]> = {
  applyDue: [
    `dynamodb:BatchGetItem ${table('connect')}`,
    `dynamodb:Query ${table('connect')}`,
    `dynamodb:Query ${table('connect')}/index/byCustomer`,
    `dynamodb:Query ${table('connect')}/index/byTenant`,
    `dynamodb:Query ${table('connect')}/index/due`,
    `dynamodb:UpdateItem ${table('connect')}`,
  ],
  deliverWebhooks: [
    ...['BatchGetItem', 'UpdateItem'].flatMap(action => [
      `dynamodb:${action} ${table('activity')}`,
      `dynamodb:${action} ${table('webhooks')}`,
    ]),
    `events:PutEvents arn:aws:events:${place}:event-bus/connect-production-events`,
    ...['DeleteMessage', 'GetQueueAttributes', 'ReceiveMessage'].map(action => `sqs:${action} ${queue('webhooks')}`),
    `sqs:SendMessage ${queue('webhooks')}`,
  ],
  publishEvents: [
    `dynamodb:BatchGetItem ${table('connect')}`,
    `dynamodb:Query ${table('connect')}`,
    ...['BatchGetItem', 'PutItem', 'UpdateItem'].map(action => `dynamodb:${action} ${table('activity')}`),
    `dynamodb:Query ${table('webhooks')}`,
    `sqs:SendMessage ${queue('webhooks')}`,
    ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map(action => `dynamodb:${action} STREAM`),
    'dynamodb:ListStreams *',
    `events:PutEvents arn:aws:events:${place}:event-bus/connect-production-events`,
    's3:ListBucket arn:aws:s3:::connect-production-untold-111122223333-eu-central-1',
    's3:PutObject arn:aws:s3:::connect-production-untold-111122223333-eu-central-1/*',
  ],
};

describe('a job', () => {
  it('has expected permissions in this test', () => {
    expect(jobs.map(({ name }) => name)).toEqual(Object.keys(permissions).sort());
  });

  it.each(Object.keys(permissions))('%s has exactly the permissions that it needs', name => {
    const actual = permissionsOf(name).map(permission =>
      permission.replace(/\{"Ref":"SsmParameterValueconnectproductionstream.*\}/, 'STREAM'),
    );
    expect(actual.sort()).toEqual([...(permissions[name] ?? [])].sort());
  });

  it.each(jobs)(
    '$name has its timeout and the addresses of its destinations',
    ({ name, timeoutSeconds, sendsTo = [] }: TemplateJson) => {
      const [, { Properties }] = functionOf(name);
      expect(Properties.Timeout).toBe(timeoutSeconds);
      const { EVENT_BUS_NAME, WEBHOOK_QUEUE_URL, FAILURE_BUCKET_URL } = Properties.Environment.Variables;
      const bucketUrl = {
        'Fn::Join': ['', expect.arrayContaining([`/connect-production-untold-${productionAccount}-eu-central-1`])],
      };
      const address = (queue: string) => ({
        'Fn::Join': [
          '',
          expect.arrayContaining([`https://sqs.eu-central-1.`, `/${productionAccount}/connect-production-${queue}`]),
        ],
      });
      expect({ EVENT_BUS_NAME, WEBHOOK_QUEUE_URL, FAILURE_BUCKET_URL }).toEqual({
        FAILURE_BUCKET_URL: sendsTo.includes('failureBucket') ? bucketUrl : undefined,
        EVENT_BUS_NAME: sendsTo.includes('eventBus') ? 'connect-production-events' : undefined,
        WEBHOOK_QUEUE_URL: sendsTo.includes('webhookQueue') ? address('webhooks') : undefined,
      });
    },
  );
});

describe('a job that continues with a message to itself', () => {
  it('is not stopped as an endless loop', () => {
    const allowed = jobs.filter(({ name }) => functionOf(name)[1].Properties.RecursiveLoop === 'Allow');
    expect(allowed.map(({ name }) => name)).toEqual(['deliverWebhooks']);
  });
});

describe('the schedule of due changes', () => {
  it('starts a run every minute, without retries of a failed run', () => {
    const rules = stage.properties('AWS::Events::Rule').filter(({ ScheduleExpression }) => ScheduleExpression);
    const isOf = (name: string) => (rule: TemplateJson) =>
      rule.Targets[0].Arn['Fn::GetAtt']?.[0] === functionOf(name)[0];
    const [rule, ...more] = rules.filter(isOf('applyDue'));
    expect(more).toEqual([]);
    expect(rule.Targets[0].Input).toBeUndefined();
    expect(rule.ScheduleExpression).toBe('rate(1 minute)');
    expect(rule.Targets).toMatchObject([
      { Arn: { 'Fn::GetAtt': [functionOf('applyDue')[0], 'Arn'] }, RetryPolicy: { MaximumRetryAttempts: 0 } },
    ]);
    expect(rules.filter(isOf('checkHealth'))).toHaveLength(1);
    const settings = ['applyDue', 'checkHealth'].map(name => ({
      ...{ FunctionName: { Ref: functionOf(name)[0] }, MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    }));
    expect(stage.properties('AWS::Lambda::EventInvokeConfig')).toMatchObject(settings);
  });
});

describe('the stream of changes', () => {
  it('is read from its beginning, with retries and a failure bucket', () => {
    expect(sourceOf('publishEvents')).toMatchObject({
      EventSourceArn: stream,
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 100,
      MaximumRecordAgeInSeconds: 20 * 3600,
      DestinationConfig: { OnFailure: { Destination: expect.anything() } },
    });
    const [bucket] = Object.values(stage.data('AWS::S3::Bucket')) as [TemplateJson];
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    expect(bucket.Properties).toMatchObject({
      BucketName: `connect-production-untold-${productionAccount}-eu-central-1`,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [{ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }] },
    });
  });

  it('is found with a parameter that contains the stream of the table in use', () => {
    const [parameter] = Object.values(stage.data('AWS::SSM::Parameter'));
    expect(parameter.Properties).toMatchObject({
      Name: '/connect/production/stream',
      Value: { 'Fn::GetAtt': [expect.stringMatching(/^connect/), 'StreamArn'] },
    });
  });
});

describe('the bus', () => {
  it('has an archive of its events for 30 days, which survives every deployment', () => {
    const [archive] = Object.values(stage.data('AWS::Events::Archive'));
    expect(archive).toMatchObject({
      ...{ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' },
      Properties: {
        ...{ ArchiveName: 'connect-production-events', RetentionDays: 30 },
        EventPattern: { source: ['connect-api'] },
      },
    });
  });
});

describe('queues', () => {
  const queues = (): TemplateJson[] => Object.values(stage.data('AWS::SQS::Queue')).map(({ Properties }) => Properties);

  it('are encrypted and have the maximum retention', () => {
    expect(
      queues()
        .map(({ QueueName }) => QueueName)
        .sort(),
    ).toEqual(['webhooks', 'webhooks-unhandled'].map(name => `connect-production-${name}`));
    for (const { MessageRetentionPeriod, SqsManagedSseEnabled } of queues())
      expect([MessageRetentionPeriod, SqsManagedSseEnabled]).toEqual([14 * 24 * 3600, true]);
    for (const { DeletionPolicy, UpdateReplacePolicy } of Object.values(stage.data('AWS::SQS::Queue'))) {
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });

  it.each(['webhooks'])('%s hides a message longer than its job takes, and has a dead-letter queue', name => {
    const queue = queues().find(({ QueueName }) => QueueName === `connect-production-${name}`);
    const job = jobs.find(({ trigger }) => trigger.on === 'queue' && trigger.queue === name);
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * (job?.timeoutSeconds ?? 999));
    expect(queue.RedrivePolicy.maxReceiveCount).toBe(20);
    expect(sourceOf(job?.name ?? '')).toMatchObject({
      EventSourceArn: `arn:aws:sqs:${place}:connect-production-${name}`,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('of webhooks are not fed by the bus, so that a replay of the bus sends no webhook again', () => {
    expect(stage.data('AWS::Events::Rule')).toEqual({});
  });
});
