import { Duration } from 'aws-cdk-lib';
import type { GraphWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { applyMetrics } from '../lib/apply/apply-metric.ts';
import { copyMetrics } from '../lib/copy/copy-metric.ts';
import { publishMetrics } from '../lib/events/publish-metric.ts';
import { webhookMetrics } from '../lib/webhooks/webhook-metric.ts';
import { graph } from './graph.ts';
import type { JobFunction } from './job-function.ts';
import { functionMetric, queueMetric } from './metrics.ts';
import { queueNameOf } from './names.ts';

/** Rows of the dashboard: whether the work that no client waits for is done, and what waits for it. */
export function jobGraphs(stage: string, jobs: readonly JobFunction[]): GraphWidget[][] {
  const done = [applyMetrics, publishMetrics, webhookMetrics, copyMetrics].flatMap(metrics => Object.values(metrics));
  const troubles = jobs.flatMap(({ function: fn }) => [fn.metricThrottles(), fn.metricErrors()]);
  const ages = jobs
    .filter(({ job }) => job.trigger.on === 'changes')
    .map(({ function: fn }) => fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }));
  const queues = [queueNameOf(stage, 'webhooks'), queueNameOf(stage, 'copies')];
  const waiting = queues.flatMap(queue => [queue, `${queue}-unhandled`]);
  return [
    [
      graph(
        'What jobs did',
        done.map(metric => functionMetric(stage, metric)),
      ),
      graph('Jobs: throttled and crashed', troubles),
    ],
    [
      graph(
        'Waiting in queues',
        waiting.map(queue => queueMetric(queue, 'ApproximateNumberOfMessagesVisible')),
      ),
      graph(
        'The oldest in a queue, s; right: of the changes, ms',
        queues.map(queue => queueMetric(queue, 'ApproximateAgeOfOldestMessage')),
        ages,
      ),
    ],
  ];
}
