import { describe, it } from 'vitest';
import { createHealthCheck } from '../../functions/get-health/health-check.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { useScheduledChanges } from '../jobs/scheduled-changes/scheduled-changes-harness.ts';
import { useEngine } from '../support/test-engine.ts';
import { expectDocumentedUnits } from '../support/unit-meter.ts';

const harness = useScheduledChanges(useEngine());

const expectRow = (title: string, action: () => Promise<unknown>) =>
  expectDocumentedUnits(harness.network, title, action);

describe('docs/cost.md has the measured request units of', () => {
  it('a run of apply-due that finds nothing to do, with its heartbeat', async () => {
    const log = { quarantined() {}, failed() {}, runEnded() {} };
    const run = () =>
      createScheduledChangesHandler({ ...harness.ports, log })(undefined, { getRemainingTimeInMillis: () => 60_000 });
    await run();
    harness.clock += 60_000;
    await expectRow('an idle run of `apply-due`', run);
  });

  it('a check of the health', async () => {
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: 10, calls: 0 };
    await expectRow('`GET /health`', () => createHealthCheck(harness.ports)(budget));
  });
});
