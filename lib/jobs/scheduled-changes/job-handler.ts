import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { toDueShardName } from '../../dynamodb/items/index-keys.ts';
import { writeHeartbeat } from '../heartbeat.ts';
import type { RemainingTimeContext } from '../lambda-types.ts';
import { applyDueChanges, type JobRunReport } from './apply-due-changes.ts';
import { parseShards } from './job-input.ts';
import type { ScheduledChangeLog } from './scheduled-change-log.ts';

/** Time for calls in flight when a run stops, and for its report. */
const stopMarginMs = 5000;

/** Creates the handler of the job. It runs until everything is done or its time is over. @throws an Error for invalid input */
export const createScheduledChangesHandler =
  ({ log, ...dependencies }: Dependencies & { log: ScheduledChangeLog }) =>
  async (input: unknown, context: RemainingTimeContext): Promise<JobRunReport> => {
    const shards = parseShards(input);
    const deadline = dependencies.now() + context.getRemainingTimeInMillis() - stopMarginMs;
    // Of several workers, one writes it.
    if (shards.includes(toDueShardName(0))) await writeHeartbeat(deadline, dependencies);
    const report = await applyDueChanges({ shards, deadline }, dependencies, log);
    log.runEnded(report);
    return report;
  };
