import type { Ports } from '../command/ports.ts';
import type { TimeLeft } from '../lambda.ts';
import { applyDue, type Report } from './apply-due.ts';
import type { ObserveApply } from './observe-apply.ts';
import { linesOf } from './run-input.ts';

/** For the calls that are under way when a run stops, and for its report. */
const marginMs = 5000;

/** The job as a function: one run, until everything is done or its time is over. @throws an Error for a wrong input */
export const scheduledRun =
  ({ observe, ...ports }: Ports & { observe: ObserveApply }) =>
  async (input: unknown, context: TimeLeft): Promise<Report> => {
    const lines = linesOf(input);
    const deadline = ports.now() + context.getRemainingTimeInMillis() - marginMs;
    const report = await applyDue({ lines, deadline }, ports, observe);
    observe.ended(report);
    return report;
  };
