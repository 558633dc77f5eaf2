import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { toCauseFields } from '../../observability/cause-fields.ts';
import { scheduledChangeMetrics } from '../../observability/metrics.ts';
import type { JobRunReport } from './apply-due-changes.ts';
import type { ItemLog } from './job-run.ts';

/** Logs the problems and the result of a run. */
export interface ScheduledChangeLog extends ItemLog {
  runEnded(report: JobRunReport): void;
}

/** In an outage every entry fails. More lines would not say more than the first ones. */
const maxWarningsPerRun = 20;

/** Creates the log: one line per run, one per item that a person may have to look at, and the metrics of the run. */
export function createScheduledChangeLog(logger: Logger, metrics: Metrics): ScheduledChangeLog {
  let failures = 0;
  return {
    quarantined: (at, reason) => logger.error('scheduled change quarantined', { at, reason }),

    failed(at, cause) {
      failures += 1;
      if (failures <= maxWarningsPerRun) logger.warn('scheduled change not applied', { at, ...toCauseFields(cause) });
    },

    runEnded(report) {
      failures = 0;
      logger.info('job run ended', { ...report });
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
