import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from '../../observability/describe-error.ts';
import { scheduledChangeMetrics } from '../../observability/metrics.ts';
import type { JobRunReport } from './apply-due-changes.ts';
import type { ItemLog } from './job-run.ts';

/** Is told what a run meets, and how it ended. */
export interface ScheduledChangeLog extends ItemLog {
  runEnded(report: JobRunReport): void;
}

/** In an outage everything fails, and a line for each would say no more than the first ones. */
const maxWarningsPerRun = 20;

/** One structured line for each run, and one for what a person may have to look at; its metrics. */
export function createScheduledChangeLog(logger: Logger, metrics: Metrics): ScheduledChangeLog {
  let failures = 0;
  return {
    quarantined: (at, reason) => logger.error('parked', { at, reason }),

    failed(at, cause) {
      failures += 1;
      if (failures <= maxWarningsPerRun) logger.warn('not applied', { at, cause: describeError(cause) });
    },

    runEnded(report) {
      failures = 0;
      logger.info('run', { ...report });
      for (const [field, name] of Object.entries(scheduledChangeMetrics) as [
        keyof typeof scheduledChangeMetrics,
        string,
      ][]) {
        metrics.addMetric(name, MetricUnit.Count, Number(report[field]));
      }
      metrics.publishStoredMetrics();
    },
  };
}
