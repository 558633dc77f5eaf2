import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Report } from './apply-due.ts';
import { applyMetrics } from './apply-metric.ts';
import type { Tell } from './run.ts';

/** Is told what a run meets, and how it ended. */
export interface ObserveApply extends Tell {
  ended(report: Report): void;
}

/** In an outage everything fails, and a line for each would say no more than the first ones. */
const linesPerRun = 20;

/** One structured line for each run, and one for what a person may have to look at; its metrics. */
export function applyObserver(logger: Logger, metrics: Metrics): ObserveApply {
  let failures = 0;
  return {
    parked: (at, reason) => logger.error('parked', { at, reason }),

    failed(at, cause) {
      failures += 1;
      const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : cause;
      if (failures <= linesPerRun) logger.warn('not applied', { at, cause: said });
    },

    ended(report) {
      failures = 0;
      logger.info('run', { ...report });
      for (const [field, name] of Object.entries(applyMetrics) as [keyof typeof applyMetrics, string][]) {
        metrics.addMetric(name, MetricUnit.Count, Number(report[field]));
      }
      metrics.publishStoredMetrics();
    },
  };
}
