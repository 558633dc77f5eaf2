import { Duration } from 'aws-cdk-lib';
import type { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { publishMetrics } from '../../lib/observability/publish-metrics.ts';
import { scheduledChangeMetrics } from '../../lib/observability/scheduled-change-metrics.ts';
import { webhookMetrics } from '../../lib/observability/webhook-metrics.ts';
import type { JobFunction } from '../job-function.ts';
import { toQueueName } from '../resource-names.ts';
import { createFunctionMetric, createQueueMetric } from './cloudwatch-metrics.ts';
import { createGraph } from './dashboard-graph.ts';

/** Rows of the dashboard: whether the work that no client waits for is done, and what waits for it. */
export function createJobGraphs(stage: string, jobs: readonly JobFunction[]): GraphWidget[][] {
  const jobMetrics = [scheduledChangeMetrics, publishMetrics, webhookMetrics].flatMap(metrics =>
    Object.values(metrics),
  );
  const failureMetrics = jobs.flatMap(({ function: fn }) => [fn.metricThrottles(), fn.metricErrors()]);
  const iteratorAges = jobs
    .filter(({ job }) => job.trigger.on === 'changes')
    .map(({ function: fn }) => fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }));
  const queues = [toQueueName(stage, 'webhooks')];
  const queuesWithDeadLetters = queues.flatMap(queue => [queue, `${queue}-unhandled`]);
  return [
    [
      createGraph(
        'What jobs did',
        jobMetrics.map(metric => createFunctionMetric(stage, metric)),
      ),
      createGraph('Jobs: throttled and crashed', failureMetrics),
    ],
    [
      createGraph(
        'Waiting in queues',
        queuesWithDeadLetters.map(queue => createQueueMetric(queue, 'ApproximateNumberOfMessagesVisible')),
      ),
      createGraph(
        'The oldest in a queue, s; right: of the changes, ms',
        queues.map(queue => createQueueMetric(queue, 'ApproximateAgeOfOldestMessage')),
        iteratorAges,
      ),
    ],
  ];
}
