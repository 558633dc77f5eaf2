import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { RemainingTimeContext } from '../lambda-types.ts';
import { applyDueChanges, type JobRunReport } from './apply-due-changes.ts';
import { parseShards } from './job-input.ts';
import type { ScheduledChangeLog } from './scheduled-change-log.ts';

/** For the calls that are under way when a run stops, and for its report. */
const stopMarginMs = 5000;

/** The job as a function: one run, until everything is done or its time is over. @throws an Error for a wrong input */
export const createScheduledChangesHandler =
  ({ log, ...dependencies }: Dependencies & { log: ScheduledChangeLog }) =>
  async (input: unknown, context: RemainingTimeContext): Promise<JobRunReport> => {
    const shards = parseShards(input);
    const deadline = dependencies.now() + context.getRemainingTimeInMillis() - stopMarginMs;
    const report = await applyDueChanges({ shards, deadline }, dependencies, log);
    log.runEnded(report);
    return report;
  };
