import { readFile } from 'node:fs/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { allEndpoints } from '../../functions/endpoints.ts';
import { jobs } from '../../functions/jobs.ts';
import { toServiceName } from '../../infra/resource-names.ts';
import { ClockSkewError } from '../../lib/dynamodb/clock-skew.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import { indexDefinitions } from '../../lib/dynamodb/tables.ts';
import { createRequestLog } from '../../lib/http/request-log.ts';
import type { RequestOutcome } from '../../lib/idempotency/response.ts';
import { createPublishLog } from '../../lib/jobs/events/publish-log.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { metricNamespace, outcomeMetrics } from '../../lib/observability/metrics.ts';
import { createInvocationStart } from '../../lib/observability/telemetry.ts';
import { productionAccount, type TemplateJson, useStageStacks } from '../support/cdk-stacks.ts';

const stage = useStageStacks('empty', production => {
  production.alarmEmail = 'duty@example.com';
});
const allAlarms = () => stage.properties('AWS::CloudWatch::Alarm');
/** The name of the alarm of a release ends with the version, which is known only at deployment. */
const isReleaseAlarm = ({ AlarmName }: TemplateJson) => typeof AlarmName !== 'string';
const releaseAlarms = () => allAlarms().filter(isReleaseAlarm);
const alarms = () => allAlarms().filter(alarm => !isReleaseAlarm(alarm));
const groups = () => stage.properties('AWS::CloudWatch::CompositeAlarm');
const metricsOf = (alarm: TemplateJson): TemplateJson[] =>
  alarm.Metrics?.flatMap(({ MetricStat }: TemplateJson) => MetricStat?.Metric ?? []) ?? [alarm];

const nameOf = (namespace: string, metric: string, dimensions: [string, string][]): string =>
  [namespace, metric, ...dimensions.map(pair => pair.join('=')).sort()].join(' ');

/** Metrics that also record their log lines. */
class RecordingMetrics extends Metrics {
  recorded: TemplateJson[] = [];

  override singleMetric(): Metrics {
    const options = { serviceName: toServiceName('production'), namespace: metricNamespace, singleMetric: true };
    return Object.assign(new RecordingMetrics(options), { recorded: this.recorded });
  }

  override publishStoredMetrics(): this {
    this.recorded.push(this.serializeMetrics());
    return super.publishStoredMetrics();
  }
}

/** Emits every metric of the code. @returns their names as CloudWatch reads them from the log */
function emitAllMetrics(): Set<string> {
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  const metrics = new RecordingMetrics({ serviceName: toServiceName('production'), namespace: metricNamespace });
  const log = createRequestLog(new Logger({ logLevel: 'SILENT' }), metrics, () => 1);
  const received = { requestId: 'r', arrivedAt: 0, budget: createRetryBudget(1) };
  for (const endpoint of allEndpoints) {
    for (const outcome of Object.keys(outcomeMetrics) as RequestOutcome[]) {
      const cause = new ClockSkewError({ name: 'RequestExpired', message: '' }, 0);
      log(endpoint, received, { status: 200, headers: {}, body: '', outcome, cause }, 1);
    }
  }
  const logger = new Logger({ logLevel: 'SILENT' });
  createInvocationStart(logger, metrics, 250)({ awsRequestId: 'a' });
  createScheduledChangeLog(logger, metrics).runEnded({
    applied: 1,
    deferred: 0,
    copied: 0,
    skipped: 0,
    quarantined: 1,
    failed: 1,
    stoppedEarly: true,
  });
  createPublishLog(logger, metrics).batchEnded({ published: 1, quarantined: 1, heartbeats: 1, failed: 1 });
  const ids = { tenantId: 't', endpointId: 'e', eventId: 'i', number: 1, type: '' };
  const delivery = { ...ids, generation: 0, attempt: 0, firstAt: 0, dueAt: 0 };
  for (const outcome of ['delivered', 'dead'] as const) {
    createDeliveryLog(logger, metrics).attempted(delivery, { outcome, result: { error: 'none' }, durationMs: 1 });
  }
  const names = metrics.recorded.flatMap(({ _aws, ...values }) =>
    _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }: TemplateJson) =>
      Dimensions.flatMap((set: string[]) =>
        Metrics.map(({ Name }: TemplateJson) =>
          nameOf(
            Namespace,
            Name,
            set.map(key => [key, values[key]]),
          ),
        ),
      ),
    ),
  );
  return new Set(names);
}

/** Lists the metrics of the dashboard as `namespace name`, with their dimensions. */
function listDashboardMetrics(): string[] {
  const [dashboard] = stage.properties('AWS::CloudWatch::Dashboard');
  const text = dashboard.DashboardBody['Fn::Join'][1]
    .map((part: TemplateJson) => (typeof part === 'string' ? part : part.Ref))
    .join('');
  const { widgets } = JSON.parse(text);
  return widgets.flatMap(({ properties }: TemplateJson) =>
    (properties.metrics ?? []).map((parts: TemplateJson[]) => parts.filter(part => typeof part === 'string').join(' ')),
  );
}

describe('the dashboard', () => {
  it('shows the results of the jobs and their queues', () => {
    const service = 'service connect-production';
    expect(listDashboardMetrics()).toEqual(
      expect.arrayContaining([
        ...['Applied', 'ApplyFailed', 'DueLeft', 'EventsPublished', 'Delivered', 'DeadLettered'].map(
          metric => `ConnectApi ${metric} ${service}`,
        ),
        'AWS/SQS ApproximateAgeOfOldestMessage QueueName connect-production-webhooks',
        'AWS/SQS ApproximateNumberOfMessagesVisible QueueName connect-production-webhooks-unhandled',
        expect.stringMatching(/^AWS\/Lambda IteratorAge FunctionName connect-production-publish-events/),
        expect.stringMatching(/^AWS\/Lambda Errors FunctionName connect-production-deliver-webhooks/),
      ]),
    );
  });

  it('shows only metrics that the code emits', () => {
    const emitted = emitAllMetrics();
    const own = listDashboardMetrics().filter(name => name.startsWith(`${metricNamespace} `));
    for (const name of own) {
      const [namespace = '', metric = '', ...pairs] = name.split(' ');
      const dimensions = pairs.flatMap((key, index): [string, string][] =>
        index % 2 === 0 ? [[key, pairs[index + 1] ?? '']] : [],
      );
      expect(emitted).toContain(nameOf(namespace, metric, dimensions));
    }
    expect(own).not.toEqual([]);
  });
});

afterEach(() => vi.unstubAllEnvs());

describe('alarms', () => {
  it('use only metrics that the code or AWS emits', () => {
    const emitted = emitAllMetrics();
    const metrics = allAlarms().flatMap(metricsOf);
    // The metric of any version counts.
    const toDimension = ({ Name, Value }: TemplateJson) => [Name, Name === 'version' ? '$LATEST' : Value];
    const used = metrics.map(({ Namespace, MetricName, Dimensions }) =>
      nameOf(Namespace, MetricName, Dimensions.map(toDimension)),
    );
    const own = used.filter(name => name.startsWith(`${metricNamespace} `));
    expect(own).not.toEqual([]);
    for (const name of own) expect(emitted).toContain(name);
    const foreign = new Set(metrics.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`));
    expect([...foreign].filter(name => !name.startsWith(metricNamespace)).sort()).toEqual([
      'AWS/ApiGateway 5XXError',
      'AWS/DynamoDB ReadThrottleEvents',
      'AWS/DynamoDB WriteThrottleEvents',
      'AWS/Lambda DestinationDeliveryFailures',
      'AWS/Lambda Errors',
      'AWS/Lambda Invocations',
      'AWS/Lambda IteratorAge',
      'AWS/Lambda OnFailureDestinationDeliveredEventCount',
      'AWS/Lambda Throttles',
      'AWS/SQS ApproximateAgeOfOldestMessage',
      'AWS/SQS ApproximateNumberOfMessagesVisible',
    ]);
  });

  it('cover every known failure', () => {
    const names = alarms().map(({ AlarmName }) => AlarmName.replace('connect-production-', ''));
    const ofStage = [
      'server-errors',
      'unreachable',
      'slow',
      'unknown-outcomes',
      'failures',
      'locked-keys',
      'clock-skew',
      'mismatches',
      'table-read-throttles',
      'table-write-throttles',
      'index-throttles',
      'docs-crashes',
      'portal-crashes',
    ];
    const ofJobs = [
      'apply-due-silent',
      ...['due-parked', 'due-failed', 'due-behind'],
      ...['events-failed', 'events-behind', 'events-put-aside', 'events-rejected', 'events-silent', 'events-lost'],
      ...['webhooks-dead-lettered', 'webhooks-behind', 'webhooks-unhandled'],
    ];
    expect(names).toEqual(expect.arrayContaining([...ofStage, ...ofJobs]));
    const ofFunctions = allEndpoints.length * 2 + jobs.length * 2;
    expect(names.length).toBe(ofStage.length + ofFunctions + ofJobs.length);
    expect(releaseAlarms()).toHaveLength(allEndpoints.length);
    const slow = alarms().find(({ AlarmName }) => AlarmName === 'connect-production-slow');
    expect(slow.ExtendedStatistic).toBe('p99');
  });

  it('reach a person through an encrypted topic', () => {
    const topicArn = `arn:aws:sns:eu-central-1:${productionAccount}:connect-production-alarms`;
    const notifying = [...alarms(), ...groups()].filter(({ AlarmActions }) => AlarmActions !== undefined);
    for (const { AlarmActions, OKActions } of notifying)
      expect([AlarmActions, OKActions]).toEqual([[topicArn], [topicArn]]);
    const grouped: string[] = groups().map(({ AlarmRule }) => AlarmRule);
    for (const { AlarmName } of alarms().filter(({ AlarmActions }) => AlarmActions === undefined))
      expect(grouped.filter(rule => rule.includes(`ALARM("${AlarmName}")`))).toHaveLength(1);
    const [{ Properties: topicProperties }] = Object.values(stage.data('AWS::SNS::Topic')) as [TemplateJson];
    expect(topicProperties.TopicName).toBe('connect-production-alarms');
    expect(topicProperties.KmsMasterKeyId).toBeDefined();
    expect(JSON.stringify(stage.data('AWS::KMS::Key'))).toMatch(/cloudwatch\.amazonaws\.com.*events\.amazonaws\.com/);
    expect(Object.values(stage.data('AWS::SNS::Subscription'))).toMatchObject([
      { Properties: { Protocol: 'email', Endpoint: 'duty@example.com' } },
    ]);
  });

  it('do not fire without data, except those on what must happen every minute', () => {
    const loud = allAlarms().filter(({ TreatMissingData }) => TreatMissingData !== 'notBreaching');
    expect(loud).toMatchObject([
      {
        AlarmName: 'connect-production-apply-due-silent',
        TreatMissingData: 'breaching',
        ComparisonOperator: 'LessThanThreshold',
        MetricName: 'Invocations',
      },
      { AlarmName: 'connect-production-unreachable', TreatMissingData: 'breaching' },
      {
        AlarmName: 'connect-production-events-silent',
        TreatMissingData: 'breaching',
        ComparisonOperator: 'LessThanThreshold',
        MetricName: 'Heartbeats',
        EvaluationPeriods: 3,
      },
    ]);
  });

  it('cover throttled indexes, which the metrics of the table do not include', () => {
    const alarm = alarms().find(({ AlarmName }) => AlarmName === 'connect-production-index-throttles');
    const indexes = metricsOf(alarm).map(
      ({ Dimensions }) => Dimensions.find(({ Name }: TemplateJson) => Name === 'GlobalSecondaryIndexName').Value,
    );
    expect([...new Set(indexes)]).toEqual(Object.keys(indexDefinitions));
  });

  it('use at most ten metrics, the limit of CloudWatch', () => {
    for (const alarm of allAlarms()) expect(metricsOf(alarm).length).toBeLessThanOrEqual(10);
  });

  it('link to their paragraph in docs/operate.md, and every paragraph has an alarm', async () => {
    const headings = await readAlarmHeadings();
    const anchors = [...allAlarms(), ...groups()].map(
      ({ AlarmDescription }) => AlarmDescription.split(' What to do: docs/operate.md#')[1],
    );
    expect(anchors).not.toContain(undefined);
    expect([...new Set(anchors)].sort()).toEqual(headings);
  });

  it('share one anchor for the same alarm of all functions, and otherwise have their own name as anchor', () => {
    const functionNames = stage
      .properties('AWS::Lambda::Function')
      .map(({ FunctionName }) => FunctionName.replace('connect-production-', ''))
      // The name of a function can begin with the name of another one.
      .sort((a, b) => b.length - a.length);
    for (const { AlarmName, AlarmDescription } of alarms()) {
      const name = AlarmName.replace('connect-production-', '');
      const functionName = functionNames.find(prefix => name.startsWith(`${prefix}-`));
      const anchor = functionName === undefined ? name : name.replace(functionName, 'operation');
      expect(AlarmDescription).toMatch(new RegExp(`^[A-Za-z].*\\. What to do: docs/operate\\.md#${anchor}$`));
    }
  });

  it('are in alphabetical order in docs/operate.md', async () => {
    const headings = await readAlarmHeadings();
    expect(headings).toEqual([...headings].sort());
  });
});

/** Reads the anchors of the section about alarms, in order. */
async function readAlarmHeadings(): Promise<string[]> {
  const text = await readFile(new URL('../../docs/operate.md', import.meta.url), 'utf8');
  const [, section = ''] = /^## Alarms$(.*?)^## /ms.exec(text) ?? [];
  return [...section.matchAll(/^### ([a-z-]+)$/gm)].map(([, heading = '']) => heading);
}
